package tireless.manifest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.SecretManifest;
import tireless.manifest.kind.SecretSection;
import tireless.manifest.kind.SecretType;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Secret or an Instance-secret. The tree is masked, so that no message can hold a value of it. */
final class SecretReader {
    /** What is told to be indented where it stands beside the section. */
    private static final Set<String> INDENTED = Set.of("acl", "data", "files");

    private static final Pattern KEY = Pattern.compile("[-._A-Za-z0-9]{1,253}");
    private static final Attribute<Optional<SecretType>> TYPE = Attribute.of(
                    "type",
                    new Form.Choice(SecretType.keywords(), List.of("certificates"), false),
                    (fields, name) -> fields.choice(name, types()).map(SecretReader::type))
            .required("add `type: key-value`")
            .described("what it holds, and how it is handed over");
    private static final Attribute<Optional<String>> ACL = Attribute.choice("acl", List.of("r", "rw"))
            .required("add `acl: r`, or `rw`")
            .described("whether it may only be read, `r`, or changed too, `rw`");
    private static final Attribute<Map<String, String>> DATA =
            pairs("data").described("keys to values; a key has letters, digits, `-`, `.` and `_`");
    private static final Attribute<Map<String, String>> FILES =
            pairs("files").described("keys to the paths of files whose content is the value");

    /** Attributes that name one file each; {@code files} names several. */
    private static final List<Attribute<Optional<String>>> SINGLE_FILES = List.of(
            Attribute.text("file").described("the path of a file whose content is the value"),
            Attribute.text("key_json").described("the path of a key of Google Cloud"),
            Attribute.text("truststoreLocation").described("the path of a truststore"),
            Attribute.text("keystoreLocation").described("the path of a keystore"));

    private static final Attributes ATTRIBUTES = Attributes.of("secret", TYPE, ACL, DATA, FILES)
            .with("secret", SINGLE_FILES.toArray(Attribute<?>[]::new))
            .rule(new Rule.OneIsWritten(Stream.concat(
                            Stream.of(DATA.name(), FILES.name()),
                            SINGLE_FILES.stream().map(Attribute::name))
                    .toList()));

    static final SecretReader SECRET = new SecretReader(ResourceType.SECRET);
    static final SecretReader INSTANCE_SECRET = new SecretReader(ResourceType.INSTANCE_SECRET);

    private final ResourceType type;
    private final MetaReader meta;
    private final Attribute<Optional<Fields>> section;

    /** A whole manifest. */
    final Attributes document;

    private SecretReader(ResourceType type) {
        this.type = type;
        this.meta = new MetaReader(type, "v1", "v2alpha");
        this.section = Attribute.section(type.keyword(), ATTRIBUTES).described("what is secret, and who may change it");
        this.document = Section.document(meta, section);
    }

    /** The secret in {@code tree}; empty where it has no section or its type is not known. */
    Optional<SecretManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, document, reading);
        Meta about = meta.read(fields);
        String hint = "add `%s:` with `type:`, `acl:` and `data:` below it".formatted(type.keyword());
        return Section.find(fields, tree, section, type, INDENTED, hint)
                .flatMap(SecretReader::section)
                .map(secret -> new SecretManifest(origin, about, secret, tree));
    }

    private static Optional<SecretSection> section(Fields fields) {
        fields.checkRequired();
        Optional<SecretType> type = fields.read(TYPE);
        Optional<String> acl = fields.read(ACL);
        Map<String, String> data = fields.read(DATA);
        Map<String, String> files = new LinkedHashMap<>(fields.read(FILES));
        for (Attribute<Optional<String>> file : SINGLE_FILES) {
            fields.read(file).ifPresent(path -> files.put(file.name(), path));
        }
        boolean empty = fields.written(DATA).isEmpty()
                && fields.written(FILES).isEmpty()
                && SINGLE_FILES.stream().allMatch(file -> fields.written(file).isEmpty());
        if (empty) {
            fields.problems()
                    .error(
                            "missing-attribute",
                            fields.at(),
                            "`data` is missing",
                            "add `data:` with the pairs of the secret, or `files:` with the paths of files");
        }
        fields.refuseOthers();
        return type.map(found -> new SecretSection(found, acl, data, files));
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(SecretType.keywords());
        types.add("certificates");
        return types;
    }

    private static SecretType type(String keyword) {
        return Arrays.stream(SecretType.values())
                .filter(type -> type.keyword().equals(keyword))
                .findFirst()
                .orElse(SecretType.CERTIFICATE);
    }

    private static Attribute<Map<String, String>> pairs(String name) {
        return Attribute.pairs(
                name, new Form.Pairs(Optional.of(KEY.pattern()), Optional.empty()), fields -> pairs(fields, name));
    }

    private static Map<String, String> pairs(Fields fields, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            if (entry.key().isOpen() || (entry.value() instanceof Scalar value && value.isOpen())) {
                continue;
            }
            if (!KEY.matcher(entry.name()).matches()) {
                // The key itself is not shown: a colon without a space makes one of a key with its value.
                fields.problems()
                        .error(
                                "bad-key",
                                entry.key().at(),
                                "this can not be a key of `%s`".formatted(name),
                                "use up to 253 letters, digits, `-`, `.` and `_`, then a colon and a space");
            } else if (entry.value() instanceof Scalar value) {
                pairs.put(entry.name(), value.isNull() ? "" : value.text());
            } else {
                fields.asScalar("the value of a key of `%s`".formatted(name), entry.value());
            }
        }
        return pairs;
    }
}
