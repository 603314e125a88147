package tireless.stack.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.stack.ResolveContext;

/** Reads texts that become words of a command line. One open word makes the whole command unknown. */
public final class SpecReader {
    private final Mapping spec;
    private final ResolveContext context;

    public SpecReader(Mapping spec, ResolveContext context) {
        this.spec = spec;
        this.context = context;
    }

    /** The text of {@code name}; empty where it is absent, open, or wrong, which is reported. */
    public Optional<Scalar> text(String name) {
        return spec.get(name).flatMap(node -> word(name, node));
    }

    /**
     * The texts of a list.
     *
     * @param orText whether one text may stand for a list of one
     */
    public List<Scalar> words(String name, boolean orText) {
        return switch (spec.get(name).orElse(null)) {
            case null -> List.of();
            case Scalar scalar
            when orText -> checkedFirst(name, scalar).stream().toList();
            case Scalar scalar when scalar.isOpen() -> List.of();
            case Sequence sequence -> words(name, sequence, orText);
            case Node other -> {
                wrong(name, orText ? "a text or a list of texts" : "a list of texts", other);
                yield List.of();
            }
        };
    }

    private List<Scalar> words(String name, Sequence sequence, boolean program) {
        List<Scalar> words = new ArrayList<>();
        for (Node item : sequence.items()) {
            boolean first = program && words.isEmpty();
            Optional<Scalar> word = first ? checkedFirst(name, item) : word("an entry of " + name, item);
            if (word.isEmpty()) {
                return List.of();
            }
            words.add(word.get());
        }
        if (program && words.isEmpty()) {
            context.problems()
                    .error(
                            "bad-value",
                            sequence.at(),
                            "`%s` is an empty list".formatted(name),
                            "begin it with a program");
        }
        return words;
    }

    private Optional<Scalar> checkedFirst(String name, Node node) {
        Optional<Scalar> word = word(name, node);
        if (word.isPresent() && word.get().text().isBlank()) {
            context.problems()
                    .error(
                            "bad-value",
                            node.at(),
                            "`%s` names no program".formatted(name),
                            "write the program's name or path");
            return Optional.empty();
        }
        return word;
    }

    private Optional<Scalar> word(String what, Node node) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            wrong(what, "text", node);
            return Optional.empty();
        }
        if (scalar.text().indexOf('\0') >= 0) {
            context.problems()
                    .error(
                            "bad-value",
                            scalar.at(),
                            "this text holds a NUL character, which no process can be given",
                            "remove the escape `\\0`");
            return Optional.empty();
        }
        return scalar.isOpen() ? Optional.empty() : Optional.of(scalar);
    }

    private void wrong(String what, String wanted, Node node) {
        context.problems()
                .error(
                        "wrong-type",
                        node.at(),
                        "`%s` must be %s, not %s".formatted(what, wanted, node.what()),
                        "write `[one, two]`, or one entry per line after `- `");
    }
}
