package tireless.model.scaling;

/**
 * What holds while a trigger can not be read (KEDA, {@code fallback}).
 *
 * @param failureThreshold how many looks must have failed one after another
 */
public record Fallback(int failureThreshold, int replicas, Kind behavior) {
    /** What {@code replicas} means. */
    public enum Kind {
        STATIC,
        CURRENT_REPLICAS,
        CURRENT_REPLICAS_IF_HIGHER,
        CURRENT_REPLICAS_IF_LOWER
    }
}
