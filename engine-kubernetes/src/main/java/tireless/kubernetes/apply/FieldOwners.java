package tireless.kubernetes.apply;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who has which field of an object ({@code metadata.managedFields}). It is most of an object, and only who has the count of replicas is asked
 * for. (Kubernetes: Server-Side Apply, field management.)
 */
public final class FieldOwners {
    private static final String COUNT = "f:replicas";

    private FieldOwners() {}

    /** Who has the count of a workload; all of them, where there are more, and nothing where there is none. */
    public static String ofCount(JsonNode tree) {
        return StreamSupport.stream(tree.path("metadata").path("managedFields").spliterator(), false)
                .filter(FieldOwners::hasCount)
                .map(entry -> entry.path("manager").asString(""))
                .collect(Collectors.joining(", "));
    }

    /** Leaves out of an object who has any other field. */
    static void keepOfCount(ObjectNode tree) {
        if (tree.path("metadata") instanceof ObjectNode metadata
                && metadata.remove("managedFields") instanceof ArrayNode all) {
            ArrayNode some = metadata.putArray("managedFields");
            StreamSupport.stream(all.spliterator(), false)
                    .filter(FieldOwners::hasCount)
                    .forEach(entry -> some.addObject()
                            .put("manager", entry.path("manager").asString(""))
                            .putObject("fieldsV1")
                            .putObject("f:spec")
                            .putObject(COUNT));
        }
    }

    private static boolean hasCount(JsonNode entry) {
        return entry.path("fieldsV1").path("f:spec").has(COUNT);
    }
}
