package tireless.kubernetes.engine;

import java.util.HashSet;
import java.util.Set;
import tireless.kubernetes.apply.ObjectRef;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is seen of the objects of a resource. News of a watch may be older than the answer to a request. */
final class Objects {
    private Objects() {}

    static void see(Resource resource, ObjectRef ref, ObjectNode tree) {
        JsonNode before = resource.seen.get(ref);
        if (before == null || !uid(before).equals(uid(tree)) || version(before) <= version(tree)) {
            resource.seen.put(ref, tree);
        }
    }

    static void gone(Resource resource, ObjectRef ref, JsonNode last) {
        JsonNode before = resource.seen.get(ref);
        if (before != null && uid(before).equals(uid(last))) {
            forget(resource, ref);
        }
    }

    /** There is no such object any more, and nothing of it is to be deleted. */
    static void forget(Resource resource, ObjectRef ref) {
        resource.seen.remove(ref);
        Set<ObjectRef> left = new HashSet<>(resource.memory.applied());
        left.remove(ref);
        resource.memory = resource.memory.withApplied(left);
    }

    private static String uid(JsonNode tree) {
        return tree.path("metadata").path("uid").asString("");
    }

    /** Versions of one API server grow. */
    private static long version(JsonNode tree) {
        String version = tree.path("metadata").path("resourceVersion").asString("");
        return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : Long.MAX_VALUE;
    }
}
