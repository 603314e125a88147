package tireless.model.cluster;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a workload asks for on a cluster beyond what it asks for everywhere.
 *
 * @param requests what is set aside for each replica; as Kubernetes, where the manifest says nothing that is its limit
 * @param spread how replicas are kept apart; empty where nothing is asked for
 * @param containers the rendered {@code containerResourceTemplate} of its stack, as YAML
 * @param objects the rendered {@code resourceTemplate} of its stack; without {@code containers} they take the place of pods
 */
public record OnCluster(
        ClusterCompute compute,
        PodManagement management,
        SetAside requests,
        Optional<Spread> spread,
        Optional<String> containers,
        List<StackObject> objects) {
    public OnCluster {
        objects = List.copyOf(objects);
    }

    /** Whether it has pods of its own: a stack that makes objects and says nothing of a container has those objects run it. */
    public boolean hasPods() {
        return objects.isEmpty() || containers.isPresent();
    }

    /** Whether a pod of {@code this} must be replaced to become one of {@code other}, also where the two are in one namespace of one cluster. */
    public boolean needsRollTo(OnCluster other) {
        return !compute.makesSamePods(other.compute)
                || management != other.management
                || !requests.equals(other.requests)
                || !spread.equals(other.spread)
                || !containers.equals(other.containers);
    }

    /** In which order replicas come and go, and whether two may be the same. */
    public enum PodManagement {
        /** By a StatefulSet: never two of the same ordinal. */
        ORDERED,
        /** By a Deployment: replicas have no names of their own, and those that are idle go first. */
        ANY
    }

    /**
     * What the scheduler sets aside.
     *
     * @param cpuMillis thousandths of a core
     */
    public record SetAside(OptionalLong memoryBytes, OptionalLong cpuMillis) {
        public static final SetAside NONE = new SetAside(OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * How replicas are kept apart.
     *
     * @param topologyKey the label of nodes whose values are apart
     * @param required whether a replica rather waits than comes too near
     */
    public record Spread(String topologyKey, boolean required) {}
}
