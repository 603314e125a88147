package tireless.kubernetes.engine;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.objects.Labels;
import tireless.model.CountOwner;
import tireless.model.Power;
import tireless.model.Workload;
import tireless.model.scaling.Scaling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the count of replicas gets an owner in the cluster. Who gives up a field that nobody else has resets it: to one replica. So the field is
 * kept as it is until the other owner has set it. (Kubernetes: Server-Side Apply, transferring ownership.)
 */
final class HandOver {
    private static final String FIELD = "replicas";

    private HandOver() {}

    /** The count to write although the cluster owns it, as we alone have the field; empty where the field is left out. */
    static OptionalInt kept(Resource resource) {
        if (resource.power != Power.ON || resource.revision.isEmpty()) {
            return OptionalInt.empty();
        }
        Workload workload = resource.revision.get().workload();
        CountOwner owner = CountOwner.of(workload);
        if (owner != CountOwner.HPA && owner != CountOwner.KEDA) {
            return OptionalInt.empty();
        }
        // An autoscaler of Kubernetes leaves none alone, so that a worker that goes on begins with some.
        int least = owner == CountOwner.HPA
                ? Math.max(1, workload.scaling().map(Scaling::bounds).orElseThrow().least())
                : 0;
        return resource.seen.entrySet().stream()
                .filter(object -> Kinds.hasPods(object.getKey())
                        && LabelReader.uid(object.getValue()).equals(resource.uid())
                        && isOursAlone(object.getValue()))
                .mapToInt(object -> count(object.getValue()))
                .map(count -> count == 0 ? least : count)
                .findFirst();
    }

    private static int count(JsonNode tree) {
        return tree.path("spec").path(FIELD).asInt(0);
    }

    private static boolean isOursAlone(ObjectNode tree) {
        JsonNode fields = tree.path("metadata").path("managedFields");
        return StreamSupport.stream(fields.spliterator(), false)
                        .filter(entry -> entry.path("fieldsV1").path("f:spec").has("f:" + FIELD))
                        .map(entry -> entry.path("manager").asString(""))
                        .toList()
                        .equals(List.of(Labels.TIRELESS));
    }
}
