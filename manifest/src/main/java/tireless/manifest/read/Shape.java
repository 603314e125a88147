package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.StackReference;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Brings every shape that a manifest was ever written in to the one of today; places stay those of the text. */
final class Shape {
    private static final String NEWER_SECTION = "spec";
    private static final String STACK_SPEC = "stackSpec";
    private static final Set<String> OLD_STACK_SECTIONS =
            Set.of("flare", "bento", "beacon", "scanner", "container", "alpha", "soda");

    private final Renaming renaming;

    Shape(Problems problems) {
        this.renaming = new Renaming(problems);
    }

    Mapping canonical(Mapping root, ResourceType type) {
        String section = type.keyword();
        Mapping named = renaming.alias(root, NEWER_SECTION, section);
        return switch (type) {
            case WORKER, SERVICE -> Renaming.inside(named, section, this::task);
            case WORKFLOW ->
                Renaming.inside(
                        named,
                        section,
                        workflow ->
                                Renaming.each(workflow, "dag", job -> Renaming.inside(job, NEWER_SECTION, this::task)));
            case STACK -> Renaming.inside(named, section, this::stack);
            case SECRET, INSTANCE_SECRET -> SecretMask.cover(named, section);
            default -> named;
        };
    }

    private Mapping task(Mapping section) {
        Mapping result = renaming.slip(section, "autoscaling", "autoScaling");
        result = renaming.slip(result, "resource", "resources");
        result = stackSection(result);
        return Renaming.inside(result, "resources", this::resources);
    }

    private Mapping resources(Mapping resources) {
        return renaming.slip(renaming.slip(resources, "limit", "limits"), "request", "requests");
    }

    private Mapping stackSection(Mapping section) {
        Optional<String> stack = section.get("stack")
                .filter(Scalar.class::isInstance)
                .flatMap(node -> StackReference.parse(((Scalar) node).text()))
                .map(StackReference::name);
        for (Entry entry : section.entries()) {
            boolean old = OLD_STACK_SECTIONS.contains(entry.name())
                    || stack.filter(entry.name()::equals).isPresent();
            if (old && !TaskReader.ATTRIBUTES.contains(entry.name())) {
                return renaming.slip(section, entry.name(), STACK_SPEC);
            }
        }
        return section;
    }

    private Mapping stack(Mapping section) {
        Mapping result = renaming.slip(section, "argument", "arguments");
        for (String templates : StackReader.TEMPLATES.keySet()) {
            result = Renaming.inside(
                    result,
                    templates,
                    found -> renaming.slip(found, "conatinerResourceTemplate", "containerResourceTemplate"));
        }
        return result;
    }

    /** The names that no longer occur once a manifest is canonical; they help to find what a misspelt name meant. */
    static List<String> sections(ResourceType type) {
        return List.of(type.keyword(), NEWER_SECTION);
    }
}
