package tireless.model;

/**
 * What a worker last said of itself, or its last attempt where that ended and the next one is still to come.
 *
 * @param text its {@code STATUS=}; empty if it said nothing
 */
public record SelfReport(Throughput throughput, String text) {
    /** It has said nothing. */
    public static final SelfReport NONE = new SelfReport(Throughput.UNKNOWN, "");
}
