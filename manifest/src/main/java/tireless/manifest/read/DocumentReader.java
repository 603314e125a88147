package tireless.manifest.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.Location;
import tireless.model.ResourceType;

/** Finds out what a document is, and refuses what this build can not run. */
public final class DocumentReader {
    private static final List<String> KEYWORDS =
            Arrays.stream(ResourceType.values()).map(ResourceType::keyword).toList();

    private DocumentReader() {}

    /** The document as a mapping; empty where it is none, which is reported. */
    public static Optional<Mapping> mapping(Node root, Reading reading) {
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        reading.problems()
                .error(
                        "wrong-type",
                        root.at(),
                        "a manifest must be a mapping, not " + root.what(),
                        "begin with `name:`, `version:` and `type:`");
        return Optional.empty();
    }

    /** The type that the document names; empty where it names none, which is reported. */
    public static Optional<ResourceType> type(Mapping root, Reading reading) {
        Optional<Node> written = root.get("type");
        if (written.isEmpty()) {
            reading.problems()
                    .error("missing-attribute", root.at(), "`type` is missing", "add `type: " + guess(root) + "`");
            return Optional.empty();
        }
        if (!(written.get() instanceof Scalar scalar)) {
            reading.problems()
                    .error(
                            "wrong-type",
                            written.get().at(),
                            "`type` must be text, not " + written.get().what(),
                            "write `type: worker`");
            return Optional.empty();
        }
        Optional<ResourceType> type = ResourceType.of(scalar.text());
        if (type.isEmpty() && !scalar.isOpen()) {
            reading.problems()
                    .error(
                            "unknown-type",
                            scalar.at(),
                            "there is no type " + scalar.shown(),
                            Nearest.hint(scalar.text(), KEYWORDS));
        }
        return type;
    }

    /** Whether this build runs resources of {@code type}; a refusal is reported. */
    public static boolean isRun(ResourceType type, Mapping root, Reading reading) {
        if (type == ResourceType.WORKER) {
            return true;
        }
        Location at = root.get("type").map(Node::at).orElseGet(root::at);
        reading.problems()
                .error(
                        "unsupported-type",
                        at,
                        "this build runs workers only; %s are not run yet".formatted(plural(type.keyword())),
                        "leave this document out, or put it into a file of its own");
        return false;
    }

    private static String guess(Mapping root) {
        return KEYWORDS.stream()
                .filter(keyword -> root.entry(keyword).isPresent())
                .findFirst()
                .orElse("worker");
    }

    private static String plural(String keyword) {
        if (keyword.endsWith("y")) {
            return keyword.substring(0, keyword.length() - 1) + "ies";
        }
        return keyword.endsWith("s") ? keyword + "es" : keyword + "s";
    }
}
