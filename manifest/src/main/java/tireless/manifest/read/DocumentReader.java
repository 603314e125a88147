package tireless.manifest.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Finds out what a document is, and refuses the types that Tireless has nothing for. */
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
        if (isForeign(root, reading)) {
            return Optional.empty();
        }
        Optional<ResourceType> type = ResourceType.of(scalar.text());
        if (type.isEmpty() && !scalar.isOpen()) {
            reading.problems()
                    .error(
                            "unknown-type",
                            scalar.at(),
                            "there is no type " + scalar.shown(),
                            Nearest.hint(scalar.text(), KEYWORDS),
                            Nearest.certain(scalar.text(), KEYWORDS)
                                    .flatMap(right -> Corrections.replace(scalar, right)));
        }
        return type;
    }

    /** Whether Tireless has nothing for the type that the document names; that is reported. */
    public static boolean isForeign(Mapping root, Reading reading) {
        return root.get("type").orElse(null) instanceof Scalar type && ForeignTypes.refuse(root, type, reading);
    }

    private static String guess(Mapping root) {
        return KEYWORDS.stream()
                .filter(keyword -> root.entry(keyword).isPresent())
                .findFirst()
                .orElse("worker");
    }
}
