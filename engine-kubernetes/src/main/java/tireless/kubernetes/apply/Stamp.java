package tireless.kubernetes.apply;

import tireless.model.RestartRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts on objects by what they are known again. */
public final class Stamp {
    private Stamp() {}

    /** The hash of what the pods of a workload run, whatever revision that is of and however often it was restarted; empty where it has none. */
    public static String run(ObjectNode tree) {
        if (!(tree.path("spec").path("template") instanceof ObjectNode template)) {
            return "";
        }
        ObjectNode bare = template.deepCopy();
        if (bare.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(Marks.REVISION);
            annotations.remove(Marks.RUN);
            annotations.remove(Marks.RESTART);
        }
        return Canonical.hash(bare);
    }

    /**
     * A workload that has pods, with marks on their template.
     *
     * @param revision the number with which this run began
     * @param restart which restart by hand its pods shall come with; empty for none
     */
    public static ObjectNode ofPods(ObjectNode tree, int revision, String restart) {
        ObjectNode marked = tree.deepCopy();
        ObjectNode template = Trees.child(Trees.child(marked, "spec"), "template");
        Trees.annotate(template, Marks.RUN, run(tree));
        Trees.annotate(template, Marks.REVISION, Integer.toString(revision));
        if (!restart.isEmpty()) {
            Trees.annotate(template, Marks.RESTART, restart);
        }
        return marked;
    }

    /** A mark for a restart by hand of the attempts that it is to replace: the same for the same ones. */
    public static String restart(RestartRequest request) {
        ObjectNode attempts = JsonNodeFactory.instance.objectNode();
        request.attempts().forEach((ordinal, attempt) -> attempts.put(Integer.toString(ordinal), attempt));
        return Canonical.hash(attempts);
    }

    /** Any object, with the hash of its content. */
    public static Wanted content(JsonNode tree) {
        ObjectNode marked = (ObjectNode) tree.deepCopy();
        String hash = Canonical.hash(marked);
        Trees.annotate(marked, Marks.CONTENT, hash);
        return new Wanted(Trees.ref(marked), marked, hash);
    }
}
