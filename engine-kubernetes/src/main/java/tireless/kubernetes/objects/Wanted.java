package tireless.kubernetes.objects;

import java.util.Map;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Workload;
import tireless.model.cluster.CountOwner;
import tireless.model.cluster.OnCluster;

/**
 * All that objects are made of.
 *
 * @param workload one that runs on a cluster
 * @param replicas the desired count; it does not matter where another than {@link CountOwner#MANIFEST} and {@link CountOwner#TIRELESS}
 *     owns it
 * @param power what is not on has no replica
 */
public record Wanted(ResourceKey key, Origin origin, Workload workload, int replicas, Power power, Supplies supplies) {
    public Wanted {
        if (workload.cluster().isEmpty()) {
            throw new IllegalArgumentException(key + " runs on this machine");
        }
    }

    /** Where it runs, and what it asks for there. */
    public OnCluster cluster() {
        return workload.cluster().orElseThrow();
    }

    /** Who sets the count. */
    public CountOwner owner() {
        return CountOwner.of(workload);
    }

    /** The namespace of all of its objects. */
    public String namespace() {
        return cluster().compute().namespace(key.scope());
    }

    /** The labels by which its pods are found: the same for the life of a uid. */
    public Map<String, String> selector() {
        return new Marks(key, origin, namespace()).selector();
    }

    Marks marks() {
        return new Marks(key, origin, namespace());
    }

    boolean ordered() {
        return switch (cluster().management()) {
            case ORDERED -> true;
            case ANY -> false;
        };
    }

    boolean hasPods() {
        return cluster().hasPods();
    }
}
