package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.kind.About;
import tireless.manifest.kind.Meta;
import tireless.manifest.problem.Nearest;
import tireless.manifest.value.Names;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads the attributes that every manifest has, and checks the names in them. */
final class MetaReader {
    private static final Pattern VERSION = Pattern.compile("v[0-9]+((alpha|beta)[0-9]*)?");

    private MetaReader() {}

    static Meta read(Fields fields, ResourceType type, List<String> canonicalVersions) {
        fields.require("name", "add `name: my-%s`".formatted(type.keyword()));
        fields.require("version", "add `version: %s`".formatted(canonicalVersions.getFirst()));
        fields.scalar("type");
        OldSlips.checkAdded(fields);
        Optional<Scalar> name = checkedName(fields, "name");
        Optional<Scalar> version = fields.scalar("version");
        version.ifPresent(value -> checkVersion(fields, value, type, canonicalVersions));
        return new Meta(
                name.map(Scalar::text).filter(text -> !text.isBlank()).orElse("?"),
                version.map(Scalar::text).orElse(canonicalVersions.getFirst()),
                type,
                workspace(fields, type),
                fields.text("owner"),
                fields.text("layer"),
                about(fields));
    }

    /** A Workspace belongs to none: what it has under that name is its section. */
    private static Optional<String> workspace(Fields fields, ResourceType type) {
        return type == ResourceType.WORKSPACE
                ? Optional.empty()
                : checkedName(fields, "workspace").map(Scalar::text).filter(text -> !text.isBlank());
    }

    static About about(Fields fields) {
        return new About(fields.text("title"), fields.text("description"), fields.texts("tags"));
    }

    private static Optional<Scalar> checkedName(Fields fields, String attribute) {
        Optional<Scalar> name = fields.scalar(attribute);
        name.ifPresent(value -> Names.flaw(value.text())
                .ifPresent(flaw -> fields.problems()
                        .error(
                                "bad-name",
                                value.at(),
                                "the %s %s %s".formatted(attribute, value.shown(), flaw),
                                "use up to %d lower-case letters, digits and hyphens, with a letter or digit at both ends"
                                        .formatted(Names.LONGEST))));
        return name;
    }

    private static void checkVersion(Fields fields, Scalar version, ResourceType type, List<String> canonical) {
        String usual = "write `version: %s`".formatted(canonical.getFirst());
        if (!VERSION.matcher(version.text()).matches()) {
            fields.problems()
                    .error(
                            "bad-version",
                            version.at(),
                            "%s is no version of a manifest".formatted(version.shown()),
                            usual,
                            Nearest.certain(version.text(), canonical)
                                    .filter(version.text()::equalsIgnoreCase)
                                    .flatMap(right -> Corrections.replace(version, right)));
        } else if (!canonical.contains(version.text())) {
            fields.problems()
                    .warning(
                            "unusual-version",
                            version.at(),
                            "a %s has version %s, not %s; it is read all the same"
                                    .formatted(type.keyword(), canonical.getFirst(), version.shown()),
                            usual);
        }
    }
}
