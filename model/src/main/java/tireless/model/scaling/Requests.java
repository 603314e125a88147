package tireless.model.scaling;

/**
 * What one replica is expected to use.
 *
 * @param milliCores thousandths of a core
 * @param memory bytes
 */
public record Requests(long milliCores, long memory) {
    /** Where the manifest has neither {@code resources.requests} nor {@code resources.limits}. */
    public static final Requests DEFAULT = new Requests(1_000, 512L << 20);
}
