package tireless.kubernetes.engine;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import tireless.kubernetes.apply.Annotations;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.sight.PodView;

/** Has a Deployment that loses replicas lose those that shall go: they cost least. (Kubernetes: ReplicaSet, pod deletion cost.) */
final class DeletionCost {
    private static final String LEAST = "-1";
    private static final String USUAL = "0";

    private DeletionCost() {}

    /** What is to be written on its pods. */
    static Stream<Step> steps(Resource resource) {
        if (resource.scaleIn.surplus().isEmpty() || resource.count() == 0) {
            return Stream.empty();
        }
        return resource.slots.pods().values().stream()
                .filter(PodView::stays)
                .filter(pod -> pod.of().owner().equals("ReplicaSet"))
                .flatMap(pod -> resource.scaleIn.goes().contains(pod.id().uid())
                        ? step(pod, LEAST, isLeast(pod))
                        : step(pod, USUAL, isUsual(pod)));
    }

    private static Stream<Step> step(PodView pod, String cost, boolean isSo) {
        return isSo ? Stream.empty() : Stream.of(new Step.Annotate(pod.ref(), Map.of(Annotations.DELETION_COST, cost)));
    }

    /** It is so before it is seen. */
    static void written(Resource resource, ObjectRef ref, Map<String, String> annotations) {
        resource.pods.replaceAll((_, pod) ->
                pod.ref().equals(ref) ? pod.costing(annotations.getOrDefault(Annotations.DELETION_COST, "")) : pod);
    }

    /**
     * How many can go before one that is busy would.
     *
     * @param busy of those that stay
     */
    static int room(Collection<PodView> staying, Collection<PodView> busy) {
        return busy.stream().allMatch(DeletionCost::isUsual)
                ? (int) staying.stream()
                        .filter(pod -> isLeast(pod) && !busy.contains(pod))
                        .count()
                : 0;
    }

    static boolean isLeast(PodView pod) {
        return pod.of().cost().equals(LEAST);
    }

    private static boolean isUsual(PodView pod) {
        return pod.of().cost().isEmpty() || pod.of().cost().equals(USUAL);
    }
}
