package tireless.manifest.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    /** Attributes that name one file each; {@code files} names several. */
    private static final List<String> SINGLE_FILES =
            List.of("file", "key_json", "truststoreLocation", "keystoreLocation");

    private static final Set<String> ATTRIBUTES = Set.of("acl", "data", "files");
    private static final Pattern KEY = Pattern.compile("[-._A-Za-z0-9]{1,253}");

    private SecretReader() {}

    /** The secret in {@code tree}; empty where it has no section or its type is not known. */
    static Optional<SecretManifest> read(ResourceType type, Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, type, List.of("v1", "v2alpha"));
        String hint = "add `%s:` with `type:`, `acl:` and `data:` below it".formatted(type.keyword());
        return Section.find(fields, tree, type, ATTRIBUTES, hint)
                .flatMap(SecretReader::section)
                .map(section -> new SecretManifest(origin, meta, section, tree));
    }

    private static Optional<SecretSection> section(Fields fields) {
        fields.require("type", "add `type: key-value`");
        fields.require("acl", "add `acl: r`, or `rw`");
        Optional<SecretType> type = fields.choice("type", types()).map(SecretReader::type);
        Optional<String> acl = fields.choice("acl", List.of("r", "rw"));
        Map<String, String> data = pairs(fields, "data");
        Map<String, String> files = new LinkedHashMap<>(pairs(fields, "files"));
        for (String name : SINGLE_FILES) {
            fields.text(name).ifPresent(path -> files.put(name, path));
        }
        boolean empty = fields.written("data").isEmpty()
                && fields.written("files").isEmpty()
                && SINGLE_FILES.stream().allMatch(name -> fields.written(name).isEmpty());
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

    private static Map<String, String> pairs(Fields section, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        section.fields(name).ifPresent(fields -> {
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
        });
        return pairs;
    }
}
