package tireless.manifest.read;

import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;

/** Keeps the values of a secret out of every message, also those that stand where none belongs. */
final class SecretMask {
    private static final Set<String> PUBLIC = Set.of("type", "acl");

    private SecretMask() {}

    /** The tree with the same values, of which messages show stars only. */
    static Mapping cover(Mapping root, String section) {
        return new Mapping(
                root.entries().stream()
                        .map(entry -> Meta.ATTRIBUTES.contains(entry.name())
                                ? entry
                                : new Entry(
                                        entry.key(),
                                        entry.name().equals(section) && entry.value() instanceof Mapping inner
                                                ? section(inner)
                                                : covered(entry.value())))
                        .toList(),
                root.at());
    }

    private static Mapping section(Mapping section) {
        return new Mapping(
                section.entries().stream()
                        .map(entry ->
                                PUBLIC.contains(entry.name()) ? entry : new Entry(entry.key(), covered(entry.value())))
                        .toList(),
                section.at());
    }

    private static Node covered(Node node) {
        return switch (node) {
            case Scalar scalar -> scalar.covered();
            case Sequence sequence ->
                new Sequence(sequence.items().stream().map(SecretMask::covered).toList(), sequence.at());
            case Mapping mapping ->
                new Mapping(
                        mapping.entries().stream()
                                .map(entry -> new Entry(entry.key(), covered(entry.value())))
                                .toList(),
                        mapping.at());
        };
    }
}
