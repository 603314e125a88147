package tireless.kubernetes.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.objects.Labels;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tools.jackson.databind.JsonNode;

/** What labels say of the resource that an object is of. */
final class LabelReader {
    private LabelReader() {}

    /**
     * The revision that an object came with.
     *
     * @param revision its number; 0 where it does not say
     */
    record Origin(String uid, int revision) implements Comparable<Origin> {
        private static final Comparator<Origin> ORDER =
                Comparator.comparing(Origin::uid).thenComparingInt(Origin::revision);

        @Override
        public int compareTo(Origin other) {
            return ORDER.compare(this, other);
        }
    }

    /** Whose it is; empty where the labels do not say. */
    static Optional<ResourceKey> key(Map<String, String> labels) {
        String workspace = labels.getOrDefault(Labels.WORKSPACE, "");
        String name = labels.getOrDefault(Labels.NAME, "");
        return ResourceType.of(labels.getOrDefault(Labels.TYPE, ""))
                .filter(_ -> !workspace.isBlank() && !name.isBlank())
                .map(type -> new ResourceKey(type, workspace, name));
    }

    /** Whose it is; empty where the labels do not say. */
    static Optional<ResourceKey> key(JsonNode tree) {
        return key(Map.of(
                Labels.WORKSPACE, Trees.label(tree, Labels.WORKSPACE),
                Labels.NAME, Trees.label(tree, Labels.NAME),
                Labels.TYPE, Trees.label(tree, Labels.TYPE)));
    }

    static String uid(JsonNode tree) {
        return Trees.label(tree, Labels.UID);
    }

    static Origin origin(JsonNode tree) {
        String number = Trees.annotation(tree, Labels.REVISION);
        return new Origin(uid(tree), number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0);
    }

    /** Which restart by hand the pods of a workload come with; empty for none. */
    static String restart(Collection<? extends JsonNode> trees) {
        return trees.stream()
                .map(tree -> Trees.ofPods(tree, Labels.RESTART))
                .filter(mark -> !mark.isEmpty())
                .findFirst()
                .orElse("");
    }
}
