package tireless.manifest.read;

import java.util.Optional;
import java.util.function.UnaryOperator;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Sequence;

/** Gives attributes their present names; places stay those of the text. */
record Renaming(Problems problems) {
    /** {@code from} is an older name of {@code to}. */
    Mapping alias(Mapping mapping, String from, String to) {
        return rename(mapping, from, to, false);
    }

    /** {@code from} is a wrong name of {@code to} that the samples of DataOS spread: read with a warning. */
    Mapping slip(Mapping mapping, String from, String to) {
        return rename(mapping, from, to, true);
    }

    private Mapping rename(Mapping mapping, String from, String to, boolean slip) {
        Optional<Entry> written = mapping.entry(from);
        if (written.isEmpty()) {
            return mapping;
        }
        Optional<Entry> other = mapping.entry(to);
        if (other.isPresent()) {
            problems.error(
                    "duplicate-key",
                    written.get().key().at(),
                    "`%s` means `%s`, which is already set on line %d"
                            .formatted(from, to, other.get().key().at().line()),
                    "keep one of the two");
            return new Mapping(
                    mapping.entries().stream()
                            .filter(entry -> !entry.equals(written.get()))
                            .toList(),
                    mapping.at());
        }
        if (slip) {
            problems.warning(
                    "misspelt",
                    written.get().key().at(),
                    "`%s` is read as `%s`".formatted(from, to),
                    "write `%s`".formatted(to),
                    Corrections.replace(written.get().key(), to));
        }
        return mapping.renamed(from, to);
    }

    /** {@code outer} with {@code change} made to the mapping {@code name} in it, where there is one. */
    static Mapping inside(Mapping outer, String name, UnaryOperator<Mapping> change) {
        return outer.get(name)
                .filter(Mapping.class::isInstance)
                .map(inner -> outer.with(name, change.apply((Mapping) inner)))
                .orElse(outer);
    }

    /** {@code outer} with {@code change} made to every mapping of the list, or the one mapping, {@code name} in it, where there is one. */
    static Mapping each(Mapping outer, String name, UnaryOperator<Mapping> change) {
        Optional<Node> list = outer.get(name);
        if (list.isPresent() && list.get() instanceof Mapping one) {
            return outer.with(name, change.apply(one));
        }
        return list.isPresent() && list.get() instanceof Sequence sequence
                ? outer.with(
                        name,
                        new Sequence(
                                sequence.items().stream()
                                        .map(item -> item instanceof Mapping mapping ? change.apply(mapping) : item)
                                        .toList(),
                                sequence.at()))
                : outer;
    }
}
