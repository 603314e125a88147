package tireless.kubernetes.engine;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tireless.kubernetes.apply.Annotations;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.sight.PodView;

/** Has a Deployment that loses replicas lose those that shall go: they cost least. (Kubernetes: ReplicaSet, pod deletion cost.) */
final class DeletionCost {
    private static final String LEAST = "-1";
    private static final String USUAL = "0";

    private DeletionCost() {}

    /** What is to be written on its pods. */
    static Stream<Step> steps(Resource resource) {
        return resource.scaleIn.goes().isEmpty() || resource.count() == 0
                ? Stream.empty()
                : steps(resource, resource.scaleIn.goes());
    }

    /** Whether its pods say already that these go first, by their uids. */
    static boolean isWritten(Resource resource, Set<String> goes) {
        return steps(resource, goes).findAny().isEmpty();
    }

    private static Stream<Step> steps(Resource resource, Set<String> goes) {
        return resource.slots.pods().values().stream()
                .filter(PodView::stays)
                .filter(pod -> pod.of().owner().equals("ReplicaSet"))
                .filter(pod -> goes.contains(pod.id().uid()) != pod.of().cost().equals(LEAST))
                .map(pod -> new Step.Annotate(
                        pod.ref(),
                        Map.of(Annotations.DELETION_COST, goes.contains(pod.id().uid()) ? LEAST : USUAL)));
    }
}
