package tireless.kubernetes.apply;

import tireless.kubernetes.objects.Labels;
import tireless.model.RestartRequest;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts on objects by what they are known again. */
public final class Stamp {
    private Stamp() {}

    /**
     * A workload that has pods, with marks on their template.
     *
     * @param revision the number with which this run began
     * @param restart which restart by hand its pods shall come with; empty for none
     */
    public static ObjectNode ofPods(ObjectNode tree, int revision, String restart) {
        ObjectNode marked = tree.deepCopy();
        ObjectNode template = Trees.child(Trees.child(marked, "spec"), "template");
        Trees.annotate(template, Labels.REVISION, Integer.toString(revision));
        if (!restart.isEmpty()) {
            Trees.annotate(template, Labels.RESTART, restart);
        }
        return marked;
    }

    /** Another object. It does not say of which revision it is, so that one that changes nothing of it writes nothing. */
    public static ObjectNode ofOthers(ObjectNode tree) {
        ObjectNode marked = tree.deepCopy();
        if (marked.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(Labels.REVISION);
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
    public static Wanted content(ObjectNode tree) {
        ObjectNode marked = tree.deepCopy();
        String hash = Canonical.hash(marked);
        Trees.annotate(marked, Annotations.APPLIED, hash);
        return new Wanted(Trees.ref(marked), marked, hash);
    }
}
