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
    static final String NEWER_SECTION = "spec";

    private final Renaming renaming;

    Shape(Problems problems) {
        this.renaming = new Renaming(problems);
    }

    Mapping canonical(Mapping root, ResourceType type) {
        Mapping present = KindReader.attributes(type)
                .map(declared -> present(root, declared))
                .orElse(root);
        return switch (type) {
            case SECRET, INSTANCE_SECRET -> SecretMask.cover(present, type.keyword());
            default -> present;
        };
    }

    /** {@code mapping} with the names that its attributes have today, and so all the sections in it. */
    private Mapping present(Mapping mapping, Attributes declared) {
        Mapping result = mapping;
        for (Attributes.OtherName other : declared.otherNames()) {
            result = other.slip()
                    ? renaming.slip(result, other.from(), other.to())
                    : renaming.alias(result, other.from(), other.to());
        }
        for (Rule rule : declared.rules()) {
            if (rule instanceof Rule.OldStackSections(String spec, String stack, Set<String> names, var _)) {
                result = stackSection(result, spec, stack, names);
            }
        }
        for (Attribute<?> attribute : declared.all()) {
            result = inside(result, attribute.name(), attribute.form());
        }
        return result;
    }

    private Mapping inside(Mapping outer, String name, Form form) {
        return switch (form) {
            case Form.Section(Attributes inner) -> Renaming.inside(outer, name, found -> present(found, inner));
            case Form.ListOf(Form.Section(Attributes inner), var _, var _, var _) ->
                Renaming.each(outer, name, found -> present(found, inner));
            default -> outer;
        };
    }

    private Mapping stackSection(Mapping section, String spec, String stackName, Set<String> oldNames) {
        Optional<String> stack = section.get(stackName)
                .filter(Scalar.class::isInstance)
                .flatMap(node -> StackReference.parse(((Scalar) node).text()))
                .map(StackReference::name);
        for (Entry entry : section.entries()) {
            boolean old = oldNames.contains(entry.name())
                    || stack.filter(entry.name()::equals).isPresent();
            if (old && !TaskReader.ATTRIBUTES.contains(entry.name())) {
                return renaming.slip(section, entry.name(), spec);
            }
        }
        return section;
    }

    /** The names that no longer occur once a manifest is canonical; they help to find what a misspelt name meant. */
    static List<String> sections(ResourceType type) {
        return List.of(type.keyword(), NEWER_SECTION);
    }
}
