package tireless.model;

import java.util.ArrayList;
import java.util.List;
import tireless.model.cluster.OnCluster;

/** What is left on a cluster of a resource that was forgotten without asking the cluster: how people delete it. Pure. */
public final class Leftovers {
    /** The label by which it is found: its value is the uid of the resource. */
    public static final String LABEL = "tireless.dev/uid";

    /** What a worker is made of, as kubectl calls it; what its volumes hold outlives it. */
    public static final List<String> KINDS = List.of(
            "statefulsets",
            "deployments",
            "configmaps",
            "secrets",
            "networkpolicies",
            "poddisruptionbudgets",
            "horizontalpodautoscalers");

    private static final List<String> OF_KEDA = List.of("scaledobjects.keda.sh", "triggerauthentications.keda.sh");

    private Leftovers() {}

    /** The command that deletes what may be left of a revision; what its stack made of other kinds is not in it. */
    public static String deletion(Revision revision, OnCluster cluster) {
        List<String> kinds = new ArrayList<>(KINDS);
        if (CountOwner.of(revision.workload()) == CountOwner.KEDA) {
            kinds.addAll(OF_KEDA);
        }
        return "%s delete %s"
                .formatted(
                        cluster.compute().access().kubectl(),
                        objects(
                                kinds,
                                cluster.compute().namespace(revision.key().scope()),
                                revision.uid()));
    }

    /** The same of what is seen in a namespace, by the kubectl of who reaches that cluster. */
    public static String deletion(String namespace, Uid uid) {
        return "kubectl delete " + objects(KINDS, namespace, uid);
    }

    /** What people can do about one that is to go from a cluster that does not answer. */
    public static String wayOut(ResourceKey key) {
        return "should it never answer again, forget it: tireless delete %s %s -w %s --force"
                .formatted(key.type().keyword(), key.name(), key.scope());
    }

    private static String objects(List<String> kinds, String namespace, Uid uid) {
        return "%s -n %s -l %s=%s".formatted(String.join(",", kinds), namespace, LABEL, uid.value());
    }
}
