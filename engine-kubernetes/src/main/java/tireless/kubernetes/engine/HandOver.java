package tireless.kubernetes.engine;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import tireless.kubernetes.apply.FieldOwners;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.objects.Labels;
import tireless.model.CountOwner;
import tireless.model.Power;
import tireless.model.Workload;
import tools.jackson.databind.JsonNode;

/**
 * How the count of replicas gets an owner in the cluster. Who gives up a field that nobody else has resets it: to one replica. So the field is
 * kept as it is until the other owner has set it. (Kubernetes: Server-Side Apply, transferring ownership.)
 */
final class HandOver {
    private HandOver() {}

    /** The count to write although the cluster owns it; empty where the field is left out. */
    static OptionalInt kept(Resource resource) {
        if (resource.revision.isEmpty()) {
            return OptionalInt.empty();
        }
        Workload workload = resource.revision.get().workload();
        return switch (CountOwner.of(workload)) {
            case MANIFEST, TIRELESS -> OptionalInt.empty();
            case HPA, KEDA -> isOwnerMissing(resource) ? instead(resource, workload) : untilItIsSet(resource, workload);
        };
    }

    /** As we alone have the field. */
    private static OptionalInt untilItIsSet(Resource resource, Workload workload) {
        if (resource.power != Power.ON) {
            return OptionalInt.empty();
        }
        // An autoscaler of Kubernetes leaves none alone, so that a worker that goes on begins with some.
        int ofNone = CountOwner.of(workload) == CountOwner.HPA ? some(workload) : 0;
        return counts(resource, Set.of(Labels.TIRELESS))
                .map(count -> count == 0 ? ofNone : count)
                .findFirst();
    }

    /** KEDA is not installed: nobody pauses it, and nobody begins with the least that is asked for. */
    private static OptionalInt instead(Resource resource, Workload workload) {
        int least = some(workload);
        return resource.power == Power.ON
                ? OptionalInt.of(counts(resource, Set.of(Labels.TIRELESS, ""))
                        .map(count -> Math.max(count, least))
                        .findFirst()
                        .orElse(least))
                : OptionalInt.of(0);
    }

    private static boolean isOwnerMissing(Resource resource) {
        return resource.refusals.entrySet().stream()
                .anyMatch(refused ->
                        Kinds.isOfKeda(refused.getKey()) && refused.getValue().cause() == Refusal.Cause.UNKNOWN_KIND);
    }

    private static int some(Workload workload) {
        return Math.max(
                1, workload.scaling().map(scaling -> scaling.bounds().least()).orElse(0));
    }

    /** The count of a workload that is there, whose field these have: a name that is empty is nobody. */
    private static IntStream counts(Resource resource, Set<String> owners) {
        return resource.seen.entrySet().stream()
                .filter(object -> Kinds.hasPods(object.getKey())
                        && LabelReader.uid(object.getValue()).equals(resource.uid())
                        && owners.contains(FieldOwners.ofCount(object.getValue())))
                .mapToInt(object -> count(object.getValue()));
    }

    private static int count(JsonNode tree) {
        return tree.path("spec").path("replicas").asInt(0);
    }
}
