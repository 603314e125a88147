package tireless.kubernetes.apply;

import tireless.kubernetes.objects.Labels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects of a cluster as JSON. */
public final class Trees {
    private Trees() {}

    /** What it is called. */
    public static ObjectRef ref(JsonNode tree) {
        JsonNode metadata = tree.path("metadata");
        return new ObjectRef(
                tree.path("apiVersion").asString(""),
                tree.path("kind").asString(""),
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""));
    }

    /** A label; empty where there is none. */
    public static String label(JsonNode tree, String name) {
        return tree.path("metadata").path("labels").path(name).asString("");
    }

    /** An annotation; empty where there is none. */
    public static String annotation(JsonNode tree, String name) {
        return tree.path("metadata").path("annotations").path(name).asString("");
    }

    /** An annotation of the pods that come of it; empty where there is none. */
    public static String ofPods(JsonNode tree, String name) {
        return annotation(tree.path("spec").path("template"), name);
    }

    /** Whether it is of no resource alone, and outlives those that use it. */
    public static boolean isShared(JsonNode tree) {
        return label(tree, Labels.KEPT).equals("true");
    }

    /** Whether it is being deleted. */
    public static boolean isGoing(JsonNode tree) {
        return tree.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** The same as one whose deletion was asked for. */
    public static ObjectNode going(ObjectNode tree) {
        ObjectNode marked = tree.deepCopy();
        child(marked, "metadata").put("deletionTimestamp", "asked for");
        return marked;
    }

    static ObjectNode child(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    static void annotate(ObjectNode tree, String name, String value) {
        child(child(tree, "metadata"), "annotations").put(name, value);
    }
}
