package tireless.model.scaling;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that the count goes by, in KEDA's shape.
 *
 * @param type as {@code redis}, or one of {@link #OF_REPLICAS}
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

    public static final String THROUGHPUT = "tireless-throughput";
    public static final String BACKLOG = "tireless-backlog";
    public static final String DRAIN = "tireless-drain";

    /** The types that are measured from the replicas themselves, without a look at anything outside. */
    public static final Set<String> OF_REPLICAS = Set.of("cpu", "memory", THROUGHPUT, BACKLOG, DRAIN);

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
    public record AuthenticationRef(String name, boolean cluster) implements Comparable<AuthenticationRef> {
        private static final Comparator<AuthenticationRef> ORDER =
                Comparator.comparing(AuthenticationRef::name).thenComparing(AuthenticationRef::cluster);

        @Override
        public int compareTo(AuthenticationRef other) {
            return ORDER.compare(this, other);
        }
    }

    /** Whether it is measured from the replicas themselves, so that there is nothing to go by while there are none. */
    public boolean isOfReplicas() {
        return OF_REPLICAS.contains(type);
    }

    /** For people, and in the order of the manifest: its name, else its type. */
    public String shown() {
        return name.orElse(type);
    }
}
