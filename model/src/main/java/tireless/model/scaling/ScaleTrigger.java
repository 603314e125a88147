package tireless.model.scaling;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that the count goes by, in KEDA's shape.
 *
 * @param type as {@code redis}; {@code cpu}, {@code memory} and what begins with {@code tireless-} is measured from the replicas themselves
 * @param name unique among those that have one
 * @param metadata its keys as written
 * @param authentication whose secrets complete the metadata
 */
public record ScaleTrigger(
        String type,
        Optional<String> name,
        SortedMap<String, String> metadata,
        MetricType metricType,
        boolean useCachedMetrics,
        Optional<AuthenticationRef> authentication) {
    public ScaleTrigger {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** What {@code metricType} can be. */
    public enum MetricType {
        AVERAGE_VALUE,
        VALUE,
        UTILIZATION
    }

    /**
     * Names a TriggerAuthentication.
     *
     * @param cluster whether it is a {@code ClusterTriggerAuthentication}
     */
    public record AuthenticationRef(String name, boolean cluster) {}

    /** Whether it is measured from the replicas themselves, so that there is nothing to go by while there are none. */
    public boolean isOfReplicas() {
        return type.equals("cpu") || type.equals("memory") || type.startsWith("tireless-");
    }

    /** For people, and in the order of the manifest: its name, else its type. */
    public String shown() {
        return name.orElse(type);
    }
}
