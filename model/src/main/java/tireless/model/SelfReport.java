package tireless.model;

/**
 * What a worker last said of itself.
 *
 * @param text its {@code STATUS=}; empty if it said nothing
 */
public record SelfReport(Throughput throughput, String text) {
    /** It has said nothing. */
    public static final SelfReport NONE = new SelfReport(Throughput.UNKNOWN, "");
}
