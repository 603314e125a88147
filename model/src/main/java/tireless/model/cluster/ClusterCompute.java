package tireless.model.cluster;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Compute that is a Kubernetes cluster, or some nodes of one.
 *
 * @param name of the Compute
 * @param namespacePrefix stands before the name of a workspace in that of its namespace; may be empty
 * @param nodeSelector the labels of the nodes that are meant
 * @param observeOnly whether nothing is written there: what differs is only shown
 */
public record ClusterCompute(
        String name,
        Access access,
        String namespacePrefix,
        SortedMap<String, String> nodeSelector,
        List<Toleration> tolerations,
        PodPolicy pods,
        boolean observeOnly) {
    public ClusterCompute {
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        tolerations = List.copyOf(tolerations);
    }

    /** One where nobody hears what workers report. */
    public ClusterCompute(
            String name,
            Access access,
            String namespacePrefix,
            SortedMap<String, String> nodeSelector,
            List<Toleration> tolerations,
            Optional<String> serviceAccount,
            PodSecurity security,
            boolean observeOnly) {
        this(
                name,
                access,
                namespacePrefix,
                nodeSelector,
                tolerations,
                new PodPolicy(serviceAccount, security, Optional.empty()),
                observeOnly);
    }

    /**
     * How every pod is made there.
     *
     * @param serviceAccount as which pods run; empty is one without rights
     * @param relay the image of Tireless, of which a relay beside each worker hears what it reports; empty where nobody listens
     */
    public record PodPolicy(Optional<String> serviceAccount, PodSecurity security, Optional<String> relay) {}

    /** As which pods run; empty is an account without rights. */
    public Optional<String> serviceAccount() {
        return pods.serviceAccount();
    }

    public PodSecurity security() {
        return pods.security();
    }

    /** The image of Tireless, of which a relay beside each worker hears what it reports; empty where nobody listens. */
    public Optional<String> relay() {
        return pods.relay();
    }

    /** The same with a relay of this image. */
    public ClusterCompute withRelay(String image) {
        PodPolicy heard = new PodPolicy(pods.serviceAccount(), pods.security(), Optional.of(image));
        return new ClusterCompute(name, access, namespacePrefix, nodeSelector, tolerations, heard, observeOnly);
    }

    /** The namespace of a workspace. */
    public String namespace(String workspace) {
        return namespacePrefix + workspace;
    }

    /** Where it is: what runs at two that are equal runs in the same namespaces of one cluster. */
    public record Place(Access access, String namespacePrefix) {}

    public Place place() {
        return new Place(access, namespacePrefix);
    }

    /** Whether a pod that is made for {@code this} may stay as it is where {@code other} is meant. */
    boolean makesSamePods(ClusterCompute other) {
        return place().equals(other.place())
                && nodeSelector.equals(other.nodeSelector)
                && tolerations.equals(other.tolerations)
                && pods.equals(other.pods);
    }

    /** A taint of nodes that is put up with, with Kubernetes' own words. */
    public record Toleration(
            Optional<String> key, Optional<String> operator, Optional<String> value, Optional<String> effect) {}

    /** Which of Kubernetes' Pod Security Standards pods keep to. */
    public enum PodSecurity {
        BASELINE,
        RESTRICTED
    }
}
