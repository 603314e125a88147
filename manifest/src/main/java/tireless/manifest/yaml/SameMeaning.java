package tireless.manifest.yaml;

import java.util.List;

/** Whether two trees say the same, wherever it stands. */
final class SameMeaning {
    private SameMeaning() {}

    static boolean of(Node one, Node other) {
        return switch (one) {
            case Scalar scalar ->
                other instanceof Scalar same
                        && scalar.text().equals(same.text())
                        && (scalar.style() == Scalar.Style.PLAIN) == (same.style() == Scalar.Style.PLAIN);
            case Sequence sequence -> other instanceof Sequence same && ofAll(sequence.items(), same.items());
            case Mapping mapping ->
                other instanceof Mapping same
                        && ofAll(keys(mapping), keys(same))
                        && ofAll(values(mapping), values(same));
        };
    }

    private static boolean ofAll(List<? extends Node> some, List<? extends Node> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!of(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Scalar> keys(Mapping mapping) {
        return mapping.entries().stream().map(Mapping.Entry::key).toList();
    }

    private static List<Node> values(Mapping mapping) {
        return mapping.entries().stream().map(Mapping.Entry::value).toList();
    }
}
