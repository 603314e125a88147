package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.model.Fix;
import tireless.model.ResourceType;

/** The section named like the type, below the meta attributes. */
final class Section {
    private Section() {}

    /** A whole manifest of the kind of {@code meta} that must have {@code section}. */
    static Attributes document(MetaReader meta, Attribute<Optional<Fields>> section) {
        return meta.with(section).rule(new Rule.OneHasValue(List.of(section.name())));
    }

    /**
     * The section of a manifest whose meta attributes have been read; a missing one is reported, and what is unknown beside it.
     *
     * @param own attributes that belong into the section, to be recognised where they are not indented
     * @param hint what to add where the section is missing
     */
    static Optional<Fields> find(
            Fields root,
            Mapping tree,
            Attribute<Optional<Fields>> attribute,
            ResourceType type,
            Set<String> own,
            String hint) {
        String name = type.keyword();
        Optional<Fields> section = root.read(attribute);
        Optional<Fix> indentation = root.indentBelow(name, own::contains);
        root.refuseOthers(
                other -> own.contains(other)
                        ? Optional.of("it belongs into the section `%s`: indent it".formatted(name))
                        : ResourceType.of(other).isPresent()
                                ? Optional.of("`type` says %s, so the section is `%s`".formatted(name, name))
                                : Optional.empty(),
                indentation);
        if (tree.get(name).isEmpty() && !isMisnamed(tree, type)) {
            root.problems()
                    .error(
                            "missing-attribute",
                            root.at(name),
                            "the section `%s` is missing".formatted(name),
                            hint,
                            indentation);
        }
        return section;
    }

    /** Whether the section seems to be there under another name; that was reported as unknown. */
    private static boolean isMisnamed(Mapping tree, ResourceType type) {
        return tree.entries().stream()
                .map(Mapping.Entry::name)
                .filter(name -> !name.equals(type.keyword()) && !Meta.ATTRIBUTES.contains(name))
                .anyMatch(name -> ResourceType.of(name).isPresent()
                        || Nearest.to(name, Shape.sections(type)).isPresent());
    }
}
