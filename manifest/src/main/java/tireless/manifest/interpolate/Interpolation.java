package tireless.manifest.interpolate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import tireless.manifest.interpolate.Reference.Literal;
import tireless.manifest.interpolate.Reference.Placeholder;
import tireless.manifest.interpolate.Reference.Variable;
import tireless.manifest.kind.Meta;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Location;

/**
 * Replaces variables by their values in one tree: on parsed scalars, so that no value can change the shape of the
 * manifest. What is not set is reported once with all of its lines, and left open.
 */
public final class Interpolation {
    private static final Pattern NAMED = Pattern.compile("\\$\\{\\{?[- _.A-Za-z0-9]+}?}");

    /** More placeholders than these in one tree are not each reported. */
    private static final int MOST_PLACEHOLDERS = 10_000;

    private final List<String> lines;
    private final Map<String, String> environment;
    private final Scope scope;
    private final boolean unsetIsError;
    private final Problems problems;
    private int placeholders;
    private final SortedSet<String> filled = new TreeSet<>();
    private final Map<String, Uses> unset = new LinkedHashMap<>();

    private Interpolation(
            List<String> lines, Map<String, String> environment, Scope scope, boolean unsetIsError, Problems problems) {
        this.lines = lines;
        this.environment = environment;
        this.scope = scope;
        this.unsetIsError = unsetIsError;
        this.problems = problems;
    }

    /**
     * @param root the tree itself where nothing was replaced
     * @param variables the names of those that were
     */
    public record Replaced(Node root, SortedSet<String> variables) {
        public Replaced {
            variables = Collections.unmodifiableSortedSet(new TreeSet<>(variables));
        }
    }

    /**
     * The tree with all variables replaced.
     *
     * @param lines of the whole source, to find the places of variables in
     */
    public static Replaced replace(
            Node root,
            List<String> lines,
            Map<String, String> environment,
            Scope scope,
            boolean unsetIsError,
            Problems problems) {
        if (scope == Scope.NOWHERE) {
            return new Replaced(root, Collections.emptySortedSet());
        }
        Interpolation interpolation = new Interpolation(lines, environment, scope, unsetIsError, problems);
        Node replaced = root instanceof Mapping mapping
                ? interpolation.replace(mapping, scope, interpolation::inside)
                : interpolation.replace(root, scope);
        interpolation.unset.forEach(interpolation::reportUnset);
        return new Replaced(replaced, interpolation.filled);
    }

    /** What says what a secret is, is no secret. */
    private Scope inside(Entry entry) {
        return scope == Scope.WHOLE_SCALARS && Meta.ATTRIBUTES.contains(entry.name()) ? Scope.EVERYWHERE : scope;
    }

    private Node replace(Node node, Scope within) {
        return switch (node) {
            case Scalar scalar -> replace(scalar, within);
            case Sequence sequence ->
                new Sequence(
                        sequence.items().stream()
                                .map(item -> replace(item, within))
                                .toList(),
                        sequence.at());
            case Mapping mapping -> replace(mapping, within, _ -> within);
        };
    }

    private Mapping replace(Mapping mapping, Scope within, Function<Entry, Scope> inside) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : mapping.entries()) {
            // No key of a secret begins like this, so it is no secret either.
            boolean reference = entry.name().startsWith("${");
            Scalar key = replace(entry.key(), reference && within == Scope.WHOLE_SCALARS ? Scope.EVERYWHERE : within);
            if (names.add(key.text())) {
                entries.add(new Entry(key, replace(entry.value(), inside.apply(entry))));
            } else {
                problems.error(
                        "duplicate-key",
                        key.at(),
                        key.shown() + " stands for a key that is already set in this mapping",
                        "keep one of the two");
            }
        }
        return new Mapping(entries, mapping.at());
    }

    private Scalar replace(Scalar scalar, Scope within) {
        if (scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        List<Reference> references = ReferenceScanner.scan(scalar.text());
        if (within == Scope.WHOLE_SCALARS && !(references.size() == 1 && references.getFirst() instanceof Variable)) {
            return inSecret(scalar, references);
        }
        Finder finder = new Finder(lines, scalar);
        StringBuilder value = new StringBuilder();
        boolean open = false;
        boolean changed = false;
        for (Reference reference : references) {
            switch (reference) {
                case Literal(String text) -> value.append(text);
                case Variable(String name, String written) -> {
                    Location at = finder.next(written);
                    String set = environment.get(name);
                    if (set == null) {
                        unset.computeIfAbsent(name, _ -> new Uses(at)).add(at);
                        open = true;
                    } else {
                        value.append(set);
                        filled.add(name);
                        changed = true;
                    }
                }
                case Placeholder(String written) -> {
                    String passOn = written.startsWith("${{")
                            ? ""
                            : "; `$%s` passes it on as it stands".formatted(shortened(written));
                    reportPlaceholder(written, finder.next(written), "put a value in its place" + passOn);
                    open = true;
                }
            }
        }
        return open ? scalar.open() : changed ? scalar.filled(value.toString()) : scalar.withText(value.toString());
    }

    /** A text with dollar signs is a secret's own; only what is nothing but placeholders, or holds <code>${{…}}</code>, is reported. */
    private Scalar inSecret(Scalar scalar, List<Reference> references) {
        boolean nothingElse = references.stream()
                .allMatch(reference -> reference instanceof Placeholder(String written)
                        ? written.endsWith("}")
                        : reference instanceof Literal(String text) && text.isBlank());
        Finder finder = new Finder(lines, scalar);
        boolean open = false;
        for (Reference reference : references) {
            if (reference instanceof Placeholder(String written) && (nothingElse || written.startsWith("${{"))) {
                // What is in quotes or behind a colon may be the secret itself, put into the braces.
                String hidden = written.startsWith("${{") ? "${{…}}" : "${…}";
                reportPlaceholder(
                        NAMED.matcher(written).matches() ? written : hidden,
                        finder.next(written),
                        "put a value in its place");
                open = true;
            }
        }
        return open ? scalar.open() : scalar;
    }

    private void reportPlaceholder(String written, Location at, String hint) {
        if (++placeholders > MOST_PLACEHOLDERS) {
            return;
        }
        problems.error("placeholder", at, "the placeholder `%s` is not filled in".formatted(shortened(written)), hint);
    }

    private static String shortened(String written) {
        String shown = written.lines().findFirst().orElse(written);
        return shown.length() > 60 ? shown.substring(0, 59) + "…" : shown;
    }

    private void reportUnset(String name, Uses uses) {
        Location first = uses.first();
        String message = "the environment variable `%s` is not set".formatted(name) + uses.others();
        String hint = "set it, or write `$$%s` for a literal `$%s`".formatted(name, name);
        if (unsetIsError) {
            problems.error("unset-variable", first, message, hint);
        } else {
            problems.warning("unset-variable", first, message, hint);
        }
    }
}
