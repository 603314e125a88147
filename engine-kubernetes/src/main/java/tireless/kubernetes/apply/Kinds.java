package tireless.kubernetes.apply;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds that are known without asking. */
public final class Kinds {
    public static final Kind NAMESPACE = new Kind("v1", "Namespace", "namespaces", false);
    public static final Kind POD = new Kind("v1", "Pod", "pods", true);
    public static final Kind STATEFUL_SET = new Kind("apps/v1", "StatefulSet", "statefulsets", true);
    public static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment", "deployments", true);

    /** What a worker is made of, and what is watched. */
    public static final List<Kind> WATCHED = List.of(
            STATEFUL_SET,
            DEPLOYMENT,
            new Kind("v1", "ConfigMap", "configmaps", true),
            new Kind("v1", "Secret", "secrets", true),
            new Kind("v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
            new Kind("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", true),
            new Kind("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
            new Kind("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true));

    private Kinds() {}

    /** The kind of an object; empty where the cluster has to be asked for it. */
    public static Optional<Kind> of(ObjectRef ref) {
        return Stream.concat(WATCHED.stream(), Stream.of(NAMESPACE, POD))
                .filter(kind -> kind.isOf(ref))
                .findFirst();
    }

    /** Whether it is one of KEDA's, which not every cluster has. */
    public static boolean isOfKeda(ObjectRef ref) {
        return ref.apiVersion().startsWith("keda.sh/");
    }

    /** Whether only stacks make its kind. Of those of KEDA, which are made for a worker, nothing is looked at. */
    public static boolean isOfStacks(ObjectRef ref) {
        return of(ref).isEmpty() && !isOfKeda(ref);
    }

    /** Whether pods come of it. */
    public static boolean hasPods(ObjectRef ref) {
        return ref.kind().equals(STATEFUL_SET.kind()) || ref.kind().equals(DEPLOYMENT.kind());
    }
}
