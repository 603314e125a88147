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

    private static final Attribute<Optional<String>> TITLE =
            Attribute.text("title").described("a title, for people");
    private static final Attribute<Optional<String>> DESCRIPTION =
            Attribute.text("description").described("what it is for, for people");
    private static final Attribute<List<String>> TAGS =
            Attribute.texts("tags").described("words to find it by, for people");
    private static final Attribute<Optional<Scalar>> NAME = name("name")
            .described("what it is called, up to %d of `a-z`, `0-9` and `-`, neither beginning nor ending with `-`"
                    .formatted(Names.LONGEST));
    private static final Attribute<Optional<Scalar>> VERSION_OF_FORMAT =
            Attribute.scalar("version", Form.Text.like(VERSION.pattern(), Form.Plain.NONE));
    private static final Attribute<Optional<Scalar>> WORKSPACE =
            name("workspace").described("the workspace that it belongs to").byDefault("public");
    private static final Attribute<Optional<String>> OWNER =
            Attribute.text("owner").described("who owns it; not acted on in this build");
    private static final Attribute<Optional<String>> LAYER = Attribute.text("layer")
            .described("`user` or `system`; not acted on in this build")
            .example("user");

    private final ResourceType type;
    private final List<String> versions;
    private final Attribute<Optional<Scalar>> name;
    private final Attribute<Optional<Scalar>> version;
    private final Attribute<Optional<Scalar>> typeOfResource;

    /**
     * For the manifests of {@code type}.
     *
     * @param versions of the format that are usual for it; the first one is advised
     */
    MetaReader(ResourceType type, String... versions) {
        this.type = type;
        this.versions = List.of(versions);
        this.name = NAME.required("add `name: my-%s`".formatted(type.keyword())).example("my-" + type.keyword());
        this.version = versions(VERSION_OF_FORMAT
                .required("add `version: %s`".formatted(this.versions.getFirst()))
                .described("of the format of the manifest: `%s`".formatted(String.join("`, `", this.versions))));
        this.typeOfResource = Attribute.of("type", new Form.Word(type.keyword()), Fields::scalar)
                .required("add `type: %s`".formatted(type.keyword()))
                .described("what kind of resource this is");
    }

    private Attribute<Optional<Scalar>> versions(Attribute<Optional<Scalar>> attribute) {
        Attribute<Optional<Scalar>> shown = attribute;
        for (String usual : versions) {
            shown = shown.example(usual);
        }
        return shown;
    }

    private static Attribute<Optional<Scalar>> name(String attribute) {
        return Attribute.scalar(attribute, Form.Text.like(Names.PATTERN, Form.Plain.WORDS));
    }

    /** A whole manifest with {@code more} below the attributes that every manifest has. */
    Attributes with(Attribute<?>... more) {
        Attributes meta = Attributes.of("a " + type.keyword(), name, version, typeOfResource);
        if (type != ResourceType.WORKSPACE) {
            meta = meta.with(meta.name(), WORKSPACE);
        }
        return meta.with(meta.name(), OWNER, LAYER, TITLE, DESCRIPTION, TAGS)
                .with(meta.name(), more)
                .with(meta.name(), OldSlips.STATUS, OldSlips.STAMP)
                .alias(Shape.NEWER_SECTION, type.keyword());
    }

    /** What describes a part of a manifest to people, and {@code more}. */
    static Attributes about(String part, Attribute<?>... more) {
        return Attributes.of(part, TITLE, DESCRIPTION, TAGS).with(part, more);
    }

    Meta read(Fields fields) {
        fields.checkRequired();
        fields.read(typeOfResource);
        OldSlips.checkAdded(fields);
        Optional<Scalar> written = checked(fields, name);
        Optional<Scalar> format = fields.read(version);
        format.ifPresent(value -> checkVersion(fields, value));
        return new Meta(
                written.map(Scalar::text).filter(text -> !text.isBlank()).orElse("?"),
                format.map(Scalar::text).orElse(versions.getFirst()),
                type,
                workspace(fields),
                fields.read(OWNER),
                fields.read(LAYER),
                about(fields));
    }

    /** A Workspace belongs to none: what it has under that name is its section. */
    private Optional<String> workspace(Fields fields) {
        return type == ResourceType.WORKSPACE
                ? Optional.empty()
                : checked(fields, WORKSPACE).map(Scalar::text).filter(text -> !text.isBlank());
    }

    static About about(Fields fields) {
        return new About(fields.read(TITLE), fields.read(DESCRIPTION), fields.read(TAGS));
    }

    private static Optional<Scalar> checked(Fields fields, Attribute<Optional<Scalar>> attribute) {
        Optional<Scalar> written = fields.read(attribute);
        written.ifPresent(value -> Names.flaw(value.text())
                .ifPresent(flaw -> fields.problems()
                        .error(
                                "bad-name",
                                value.at(),
                                "the %s %s %s".formatted(attribute.name(), value.shown(), flaw),
                                "use up to %d lower-case letters, digits and hyphens, with a letter or digit at both ends"
                                        .formatted(Names.LONGEST))));
        return written;
    }

    private void checkVersion(Fields fields, Scalar format) {
        String usual = "write `version: %s`".formatted(versions.getFirst());
        if (!VERSION.matcher(format.text()).matches()) {
            fields.problems()
                    .error(
                            "bad-version",
                            format.at(),
                            "%s is no version of a manifest".formatted(format.shown()),
                            usual,
                            Nearest.certain(format.text(), versions)
                                    .filter(format.text()::equalsIgnoreCase)
                                    .flatMap(right -> Corrections.replace(format, right)));
        } else if (!versions.contains(format.text())) {
            fields.problems()
                    .warning(
                            "unusual-version",
                            format.at(),
                            "a %s has version %s, not %s; it is read all the same"
                                    .formatted(type.keyword(), versions.getFirst(), format.shown()),
                            usual);
        }
    }
}
