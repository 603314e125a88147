package tireless.model;

/**
 * What a worker last said of itself, or its last attempt where that ended and the next one is still to come.
 *
 * @param text its {@code STATUS=}; empty if it said nothing
 * @param scaleInProtection whether it asked not to be taken away when replicas are
 */
public record SelfReport(Throughput throughput, String text, boolean scaleInProtection) {
    /** It has said nothing. */
    public static final SelfReport NONE = new SelfReport(Throughput.UNKNOWN, "");

    /** Of one that may be taken away. */
    public SelfReport(Throughput throughput, String text) {
        this(throughput, text, false);
    }
}
