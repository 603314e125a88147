package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.StackReference;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;

/** Brings every shape that a Worker was ever written in to the one of today; places stay those of the text. */
final class WorkerShape {
    /** The section's name. */
    static final String SECTION = "worker";

    private static final String NEWER_SECTION = "spec";
    private static final String STACK_SPEC = "stackSpec";
    private static final Set<String> OLD_STACK_SECTIONS =
            Set.of("flare", "bento", "beacon", "scanner", "container", "alpha", "soda");

    private final Problems problems;

    WorkerShape(Problems problems) {
        this.problems = problems;
    }

    Mapping canonical(Mapping root) {
        Mapping named = root.entry(NEWER_SECTION).isPresent() ? rename(root, NEWER_SECTION, SECTION, false) : root;
        return inside(named, SECTION, this::section);
    }

    private Mapping section(Mapping section) {
        Mapping result = rename(section, "autoscaling", "autoScaling", false);
        result = rename(result, "resource", "resources", true);
        result = stackSection(result);
        return inside(result, "resources", this::resources);
    }

    private Mapping resources(Mapping resources) {
        return rename(rename(resources, "limit", "limits", true), "request", "requests", true);
    }

    private Mapping stackSection(Mapping section) {
        Optional<String> stack = section.get("stack")
                .filter(Scalar.class::isInstance)
                .flatMap(node -> StackReference.parse(((Scalar) node).text()))
                .map(StackReference::name);
        for (Entry entry : section.entries()) {
            boolean old = OLD_STACK_SECTIONS.contains(entry.name())
                    || stack.filter(entry.name()::equals).isPresent();
            if (old && !WorkerReader.ATTRIBUTES.contains(entry.name())) {
                return rename(section, entry.name(), STACK_SPEC, false);
            }
        }
        return section;
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
                    "write `%s`".formatted(to));
        }
        return mapping.renamed(from, to);
    }

    private static Mapping inside(Mapping outer, String name, java.util.function.UnaryOperator<Mapping> change) {
        Optional<Node> inner = outer.get(name);
        return inner.isPresent() && inner.get() instanceof Mapping mapping
                ? outer.with(name, change.apply(mapping))
                : outer;
    }

    /** The names that no longer occur once a manifest is canonical; they help to find what a misspelt name meant. */
    static List<String> sections() {
        return List.of(SECTION, NEWER_SECTION);
    }
}
