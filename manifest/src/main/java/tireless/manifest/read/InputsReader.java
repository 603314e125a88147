package tireless.manifest.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.SecretUse;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.value.Names;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;

/** Reads what a replica finds around it: variables, files, secrets and volumes. */
final class InputsReader {
    /** A container may be given more names than a shell can read. */
    private static final Pattern KUBERNETES_NAME = Pattern.compile("[-._A-Za-z][-._A-Za-z0-9]*");

    /** No process can be given a NUL character. */
    private static final String NO_NUL = "[^\\u0000]*";

    private static final Attribute<Optional<String>> SECRET_NAME = Attribute.text("name")
            .required("name the secret: `name: my-secret`")
            .described("what the secret is called");
    private static final Attribute<List<String>> KEYS =
            Attribute.texts("keys").described("the keys that are handed over");
    private static final Attribute<Optional<String>> KEY =
            Attribute.text("key").described("the one key that is handed over");
    private static final Attribute<Optional<String>> WORKSPACE =
            Attribute.text("workspace").described("the workspace of the secret, where it is another one");
    private static final Attribute<Optional<Boolean>> ALL_KEYS =
            Attribute.bool("allKeys").described("whether all keys are handed over");
    private static final Attribute<Optional<String>> CONSUMPTION = Attribute.usualText(
                    "consumptionType",
                    List.of("envVars", "propFile", "file"),
                    "it is handed over as its stack says, else as environment variables")
            .described("how it is handed over: as environment variables, as a file of properties, or as files");
    private static final Attributes SECRET =
            Attributes.of("use of a secret", SECRET_NAME, KEYS, KEY, WORKSPACE, ALL_KEYS, CONSUMPTION);

    private static final Attribute<Optional<String>> VOLUME_NAME = Attribute.text("name")
            .required("name the volume: `name: my-volume`")
            .described("what the volume is called");
    private static final Attribute<Optional<String>> DIRECTORY = Attribute.text("directory")
            .required("say where the replica finds it: `directory: data`")
            .described("where the replica finds it: below /var/dataos/persistent_data, or an absolute path")
            .example("data");
    private static final Attribute<Optional<Boolean>> READ_ONLY =
            Attribute.bool("readOnly").described("whether the replica may only read it");
    private static final Attribute<Optional<String>> SUB_PATH =
            Attribute.text("subPath").described("the folder of the volume that is meant");
    private static final Attributes VOLUME =
            Attributes.of("use of a volume", VOLUME_NAME, DIRECTORY, READ_ONLY, SUB_PATH);

    private static final Attribute<Map<String, String>> ENVS = variables("envs")
            .described("environment variables: numbers and `true` are taken as text, nothing as empty text");
    static final Attribute<Map<String, String>> CONFIGS = Attribute.pairs("configs")
            .described(
                    "file names, and the paths of what they hold when this is applied: files in `DATAOS_CONFIG_DIR`");
    static final Attribute<List<Node>> SECRETS =
            uses("secrets").described("the secrets that it is given: a name, or a mapping with `name`");
    static final Attribute<List<Node>> DATAOS_SECRETS =
            uses("dataosSecrets").described("the same as `secrets`, by the name that DataOS gives it");
    static final Attribute<List<Fields>> DATAOS_VOLUMES = Attribute.sectionsOrOne("dataosVolumes", VOLUME)
            .described("the volumes that it is given: each below /var/dataos/persistent_data, by its `directory`");
    static final Attribute<Optional<String>> TEMP_VOLUME = Attribute.text("tempVolume")
            .described("the volume that it is given for its temporary data, as `DATAOS_TEMP_DIR`")
            .example("my-volume");
    static final Attribute<Optional<Fields>> PERSISTENT_VOLUME = Attribute.section("persistentVolume", VOLUME)
            .described(
                    "a volume that it is given: a folder of it, named as `directory`, below /var/dataos/persistent_data");

    private InputsReader() {}

    private static Attribute<List<Node>> uses(String name) {
        return Attribute.of(name, new Form.ListOf(new Form.TextOrSection(SECRET), true, false, 0), Fields::itemsOrOne);
    }

    /** {@code attributes} and those that are read here. */
    static Attributes with(Attributes attributes) {
        return attributes.with(
                attributes.name(),
                ENVS,
                CONFIGS,
                SECRETS,
                DATAOS_SECRETS,
                DATAOS_VOLUMES,
                TEMP_VOLUME,
                PERSISTENT_VOLUME);
    }

    static Inputs read(Fields section) {
        return new Inputs(
                section.read(ENVS),
                section.read(CONFIGS),
                secrets(section, SECRETS),
                secrets(section, DATAOS_SECRETS),
                section.read(DATAOS_VOLUMES).stream()
                        .flatMap(fields -> volume(fields).stream())
                        .toList(),
                section.read(TEMP_VOLUME),
                section.read(PERSISTENT_VOLUME).flatMap(InputsReader::volume));
    }

    /** An attribute whose keys are names of environment variables. */
    static Attribute<Map<String, String>> variables(String name) {
        return Attribute.pairs(
                name, new Form.Pairs(Optional.of(KUBERNETES_NAME.pattern()), Optional.of(NO_NUL)), InputsReader::envs);
    }

    private static Map<String, String> envs(Fields fields) {
        Map<String, String> envs = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            if (entry.key().isOpen() || isOpen(entry.value())) {
                continue;
            }
            if (!Names.isVariable(entry.name()) && isRefused(fields, entry.key())) {
                continue;
            }
            value(fields, entry).ifPresent(value -> envs.put(entry.name(), value));
        }
        return envs;
    }

    /** Names that a shell does not take are another matter where there is none. */
    private static boolean isRefused(Fields fields, Scalar name) {
        if (KUBERNETES_NAME.matcher(name.text()).matches()) {
            fields.problems()
                    .warning(
                            "bad-env-name",
                            name.at(),
                            name.shown() + " is no name of an environment variable for a shell",
                            Names.VARIABLE_HINT);
            return false;
        }
        fields.problems()
                .error(
                        "bad-env-name",
                        name.at(),
                        name.shown() + " can not name an environment variable",
                        Names.VARIABLE_HINT);
        return true;
    }

    private static Optional<String> value(Fields fields, Entry entry) {
        if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
            return Optional.of("");
        }
        Optional<String> value =
                fields.asScalar("`" + entry.name() + "`", entry.value()).map(Scalar::text);
        if (value.isPresent() && value.get().indexOf('\0') >= 0) {
            fields.problems()
                    .error(
                            "bad-value",
                            entry.value().at(),
                            "the value of `%s` holds a NUL character, which no process can be given"
                                    .formatted(entry.name()),
                            "remove the escape `\\0`");
            return Optional.empty();
        }
        return value;
    }

    private static List<SecretUse> secrets(Fields section, Attribute<List<Node>> attribute) {
        List<SecretUse> secrets = new ArrayList<>();
        for (Node item : section.read(attribute)) {
            if (item instanceof Mapping mapping) {
                secret(section.of(mapping, SECRET)).ifPresent(secrets::add);
            } else {
                section.asScalar("an entry of `%s`".formatted(attribute.name()), item)
                        .ifPresent(named -> secrets.add(SecretUse.named(named.text())));
            }
        }
        return secrets;
    }

    private static Optional<SecretUse> secret(Fields fields) {
        fields.checkRequired();
        List<String> keys = new ArrayList<>(fields.read(KEYS));
        fields.read(KEY).ifPresent(key -> keys.addFirst(key));
        Optional<String> workspace = fields.read(WORKSPACE);
        Optional<Boolean> allKeys = fields.read(ALL_KEYS);
        Optional<String> consumption = fields.read(CONSUMPTION);
        Optional<String> name = fields.read(SECRET_NAME);
        fields.refuseOthers();
        return name.map(named -> new SecretUse(named, workspace, keys, allKeys, consumption));
    }

    private static Optional<VolumeUse> volume(Fields fields) {
        fields.checkRequired();
        Optional<String> name = fields.read(VOLUME_NAME);
        Optional<String> directory = fields.read(DIRECTORY);
        Optional<Boolean> readOnly = fields.read(READ_ONLY);
        Optional<String> subPath = fields.read(SUB_PATH);
        fields.refuseOthers();
        return name.isPresent() && directory.isPresent()
                ? Optional.of(new VolumeUse(name.get(), directory.get(), readOnly, subPath))
                : Optional.empty();
    }

    private static boolean isOpen(Node node) {
        return node instanceof Scalar scalar && scalar.isOpen();
    }
}
