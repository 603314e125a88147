package tireless.manifest.read;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.ServicePort;
import tireless.manifest.kind.StackImage;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackProgram;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.StackSection;
import tireless.manifest.kind.StackTemplates;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Stack. Its templates are kept as written; variables are not replaced in it. */
final class StackReader {
    /** The sections with templates, and the types that they let use the stack. */
    static final Map<String, ResourceType> TEMPLATES = Map.of(
            "workerConfig", ResourceType.WORKER,
            "serviceConfig", ResourceType.SERVICE,
            "workflowJobConfig", ResourceType.WORKFLOW);

    private static final List<String> RECONCILERS = List.of(
            "stackManager",
            "LegacyStackManager",
            "alphaLegacyStackManager",
            "flareLegacyStackManager",
            "beaconLegacyStackManager");

    private StackReader() {}

    /** The Stack in {@code tree}; empty where it has no section, or no name that manifests could use. */
    static Optional<StackManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.STACK, List.of("v1alpha", "v2alpha"));
        Set<String> own = new HashSet<>(TEMPLATES.keySet());
        own.addAll(List.of("reconciler", "flavor", "image", "command", "arguments", "stackSpecValueSchema"));
        String hint = "add `stack:` with `name:`, `version:` and `reconciler:` below it";
        return Section.find(fields, tree, ResourceType.STACK, own, hint)
                .flatMap(StackReader::section)
                .map(stack -> new StackManifest(origin, meta, stack, tree));
    }

    private static Optional<StackSection> section(Fields fields) {
        fields.require("name", "add the `name:` that manifests use in `stack: name:version`");
        fields.require("version", "add `version: \"1.0\"`");
        fields.require("reconciler", "add `reconciler: stackManager`");
        Optional<StackReference> id = id(fields);
        Optional<String> reconciler = Usual.text(fields, "reconciler", RECONCILERS);
        StackSection.Secrets secrets = secrets(fields);
        Optional<StackImage> image = fields.fields("image").map(StackReader::image);
        StackProgram program = new StackProgram(
                fields.texts("command"),
                fields.texts("arguments"),
                fields.fields("environmentVars").map(Pairs::read).orElse(Map.of()));
        Optional<String> schema = fields.fields("stackSpecValueSchema").flatMap(StackReader::schema);
        Map<ResourceType, StackTemplates> templates = new EnumMap<>(ResourceType.class);
        TEMPLATES.forEach((name, type) ->
                fields.fields(name).ifPresent(found -> templates.put(type, StackTemplatesReader.read(found))));
        List<ServicePort> ports = PortsReader.ofStack(fields);
        fields.refuseOthers();
        return id.map(reference ->
                new StackSection(reference, reconciler, secrets, image, program, ports, schema, templates));
    }

    private static Optional<StackReference> id(Fields fields) {
        Optional<String> name = fields.text("name");
        Optional<Scalar> written = fields.scalar("version");
        written.ifPresent(scalar -> checkQuotes(scalar, fields));
        Optional<String> version = written.map(Scalar::text);
        Optional<String> flavor = fields.text("flavor");
        Optional<StackReference> id = name.map(text -> new StackReference(text, flavor, version));
        if (id.isPresent() && !StackReference.parse(id.get().toString()).equals(id)) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.valueAt("name"),
                            "no manifest could name this stack as `stack: %s`".formatted(id.get()),
                            "use letters, digits, `-`, `_` and `.` in `name`, `flavor` and `version`");
        }
        return id;
    }

    /** Other readers of YAML take {@code 1.10} for the number 1.1. */
    private static void checkQuotes(Scalar version, Fields fields) {
        if (version.isBare() && version.text().matches("[0-9]+([.][0-9]*)?")) {
            fields.problems()
                    .warning(
                            "misspelt",
                            version.at(),
                            "%s without quotes is a number, and `version` is text".formatted(version.shown()),
                            "write `version: \"%s\"`".formatted(version.text()),
                            Corrections.quote(version));
        }
    }

    private static StackSection.Secrets secrets(Fields fields) {
        Optional<String> projection = fields.fields("secretProjection").flatMap(found -> {
            Optional<String> type = Usual.text(found, "type", List.of("envVars", "propFile", "file"));
            found.refuseOthers();
            return type;
        });
        return new StackSection.Secrets(fields.texts("dataOsAddressJqFilters"), projection);
    }

    private static StackImage image(Fields fields) {
        Optional<String> pullSecret = fields.fields("auth").flatMap(auth -> {
            Optional<String> name = auth.text("imagePullSecret");
            auth.refuseOthers();
            return name;
        });
        StackImage image = new StackImage(
                fields.text("registry"),
                fields.text("repository"),
                fields.text("image"),
                fields.text("tag"),
                pullSecret);
        fields.refuseOthers();
        return image;
    }

    private static Optional<String> schema(Fields fields) {
        Optional<String> schema = fields.node("jsonSchema")
                .flatMap(node -> node instanceof Scalar text ? Optional.of(text.text()) : Optional.empty());
        fields.refuseOthers();
        return schema;
    }
}
