package tireless.model;

/**
 * How one probe of a replica stands.
 *
 * @param standing for people: {@code passes}, {@code fails}, or what it waits for
 * @param failures how many runs in a row failed last
 * @param last what its last run gave, for people; empty before the first
 */
public record ProbeStatus(ProbeKind kind, String standing, int failures, String last) {}
