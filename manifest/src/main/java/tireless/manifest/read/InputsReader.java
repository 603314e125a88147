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

    private InputsReader() {}

    static Inputs read(Fields section) {
        return new Inputs(
                section.fields("envs").map(InputsReader::envs).orElse(Map.of()),
                section.fields("configs").map(Pairs::read).orElse(Map.of()),
                secrets(section, "secrets"),
                secrets(section, "dataosSecrets"),
                section.mappingsOrOne("dataosVolumes").stream()
                        .flatMap(fields -> volume(fields).stream())
                        .toList(),
                section.text("tempVolume"),
                section.fields("persistentVolume").flatMap(InputsReader::volume));
    }

    private static Map<String, String> envs(Fields fields) {
        Map<String, String> envs = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            if (entry.key().isOpen() || isOpen(entry.value())) {
                continue;
            }
            if (!Names.isVariable(entry.name())) {
                badName(fields, entry.key());
            }
            value(fields, entry).ifPresent(value -> envs.put(entry.name(), value));
        }
        return envs;
    }

    private static void badName(Fields fields, Scalar name) {
        if (KUBERNETES_NAME.matcher(name.text()).matches()) {
            fields.problems()
                    .warning(
                            "bad-env-name",
                            name.at(),
                            name.shown() + " is no name of an environment variable for a shell",
                            Names.VARIABLE_HINT);
        } else {
            fields.problems()
                    .error(
                            "bad-env-name",
                            name.at(),
                            name.shown() + " can not name an environment variable",
                            Names.VARIABLE_HINT);
        }
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

    private static List<SecretUse> secrets(Fields section, String name) {
        List<SecretUse> secrets = new ArrayList<>();
        for (Node item : section.itemsOrOne(name)) {
            if (item instanceof Mapping mapping) {
                secret(section.of(mapping)).ifPresent(secrets::add);
            } else {
                section.asScalar("an entry of `%s`".formatted(name), item)
                        .ifPresent(named -> secrets.add(SecretUse.named(named.text())));
            }
        }
        return secrets;
    }

    private static Optional<SecretUse> secret(Fields fields) {
        fields.require("name", "name the secret: `name: my-secret`");
        List<String> keys = new ArrayList<>(fields.texts("keys"));
        fields.text("key").ifPresent(key -> keys.addFirst(key));
        Optional<String> workspace = fields.text("workspace");
        Optional<Boolean> allKeys = fields.bool("allKeys");
        Optional<String> consumption = Usual.text(fields, "consumptionType", List.of("envVars", "propFile", "file"));
        Optional<String> name = fields.text("name");
        fields.refuseOthers();
        return name.map(named -> new SecretUse(named, workspace, keys, allKeys, consumption));
    }

    private static Optional<VolumeUse> volume(Fields fields) {
        fields.require("name", "name the volume: `name: my-volume`");
        fields.require("directory", "say where the replica finds it: `directory: data`");
        Optional<String> name = fields.text("name");
        Optional<String> directory = fields.text("directory");
        Optional<Boolean> readOnly = fields.bool("readOnly");
        Optional<String> subPath = fields.text("subPath");
        fields.refuseOthers();
        return name.isPresent() && directory.isPresent()
                ? Optional.of(new VolumeUse(name.get(), directory.get(), readOnly, subPath))
                : Optional.empty();
    }

    private static boolean isOpen(Node node) {
        return node instanceof Scalar scalar && scalar.isOpen();
    }
}
