package tireless.manifest.read;

import java.util.Comparator;
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
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Stack. Its templates are kept as written; variables are not replaced in it. */
final class StackReader {
    /** The sections with templates, and the types that they let use the stack. */
    private static final Map<Attribute<Optional<Fields>>, ResourceType> TEMPLATES = Map.of(
            templates("workerConfig", "Workers"), ResourceType.WORKER,
            templates("serviceConfig", "Services"), ResourceType.SERVICE,
            templates("workflowJobConfig", "jobs"), ResourceType.WORKFLOW);

    private static final List<String> RECONCILERS = List.of(
            "stackManager",
            "LegacyStackManager",
            "alphaLegacyStackManager",
            "flareLegacyStackManager",
            "beaconLegacyStackManager");

    private static final Attribute<Optional<String>> NAME = Attribute.text("name")
            .required("add the `name:` that manifests use in `stack: name:version`")
            .described("what manifests name it by");
    private static final Attribute<Optional<Scalar>> VERSION = Attribute.scalar("version", Form.Text.ANY)
            .required("add `version: \"1.0\"`")
            .described("the version of the stack, in quotes")
            .example("1.0");
    private static final Attribute<Optional<String>> FLAVOR =
            Attribute.text("flavor").described("the flavor, as in `stack: name+flavor:version`");
    private static final Attribute<Optional<String>> RECONCILER = Attribute.usualText(
                    "reconciler", RECONCILERS, "it has no effect")
            .required("add `reconciler: stackManager`")
            .described("what looks after it");
    private static final Attribute<Optional<String>> PROJECTION_TYPE = Attribute.usualText(
                    "type", List.of("envVars", "propFile", "file"), "they are handed over as environment variables")
            .described("as environment variables, as a file of properties, or as files");
    private static final Attribute<Optional<Fields>> PROJECTION = Attribute.section(
                    "secretProjection", Attributes.of("projection of secrets", PROJECTION_TYPE))
            .described("how it is given secrets");
    private static final Attribute<List<String>> JQ_FILTERS = Attribute.texts("dataOsAddressJqFilters")
            .described("jq programs that find addresses of depots in a `stackSpec`");
    private static final Attribute<Optional<String>> PULL_SECRET =
            Attribute.text("imagePullSecret").described("the secret that the image is pulled with");
    private static final Attribute<Optional<Fields>> AUTH = Attribute.section(
                    "auth", Attributes.of("access to an image", PULL_SECRET))
            .described("how the registry is accessed");
    private static final Attribute<Optional<String>> REGISTRY =
            Attribute.text("registry").described("the registry of the image").example("docker.io");
    private static final Attribute<Optional<String>> REPOSITORY =
            Attribute.text("repository").described("the repository in it");
    private static final Attribute<Optional<String>> IMAGE_NAME =
            Attribute.text("image").described("the name of the image");
    private static final Attribute<Optional<String>> TAG = Attribute.text("tag").described("the tag of the image");
    private static final Attribute<Optional<Fields>> IMAGE = Attribute.section(
                    "image", Attributes.of("image", REGISTRY, REPOSITORY, IMAGE_NAME, TAG, AUTH))
            .described("the image that it runs in");
    private static final Attribute<List<String>> COMMAND =
            Attribute.texts("command").described("what it starts");
    private static final Attribute<List<String>> ARGUMENTS =
            Attribute.texts("arguments").described("what the command is given");
    private static final Attribute<Map<String, String>> ENVIRONMENT =
            InputsReader.variables("environmentVars").described("its environment variables");
    private static final Attribute<Optional<Node>> JSON_SCHEMA =
            Attribute.anything("jsonSchema").described("the JSON Schema, as text");
    private static final Attribute<Optional<Fields>> SCHEMA = Attribute.section(
                    "stackSpecValueSchema", Attributes.of("schema of a stackSpec", JSON_SCHEMA))
            .described("what a `stackSpec` is checked with");
    private static final MetaReader META = new MetaReader(ResourceType.STACK, "v1alpha", "v2alpha");
    private static final Attribute<Optional<Fields>> SECTION = Attribute.section(
                    "stack",
                    Attributes.of(
                                    "stack",
                                    NAME,
                                    VERSION,
                                    FLAVOR,
                                    RECONCILER,
                                    PROJECTION,
                                    JQ_FILTERS,
                                    IMAGE,
                                    COMMAND,
                                    ARGUMENTS,
                                    ENVIRONMENT,
                                    SCHEMA,
                                    PortsReader.PORTS)
                            .with("stack", byName(TEMPLATES.keySet()))
                            .slip("argument", ARGUMENTS.name()))
            .described("what runs the resources that name it");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private StackReader() {}

    private static Attribute<Optional<Fields>> templates(String name, String users) {
        return Attribute.section(name, StackTemplatesReader.ATTRIBUTES)
                .described("templates for the %s that use it, kept as they stand".formatted(users));
    }

    private static Attribute<?>[] byName(Set<Attribute<Optional<Fields>>> attributes) {
        return attributes.stream().sorted(Comparator.comparing(Attribute::name)).toArray(Attribute<?>[]::new);
    }

    /** The Stack in {@code tree}; empty where it has no section, or no name that manifests could use. */
    static Optional<StackManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        Set<String> own =
                new HashSet<>(List.of("reconciler", "flavor", "image", "command", "arguments", "stackSpecValueSchema"));
        TEMPLATES.keySet().forEach(templates -> own.add(templates.name()));
        String hint = "add `stack:` with `name:`, `version:` and `reconciler:` below it";
        return Section.find(fields, tree, SECTION, ResourceType.STACK, own, hint)
                .flatMap(StackReader::section)
                .map(stack -> new StackManifest(origin, meta, stack, tree));
    }

    private static Optional<StackSection> section(Fields fields) {
        fields.checkRequired();
        Optional<StackReference> id = id(fields);
        Optional<String> reconciler = fields.read(RECONCILER);
        StackSection.Secrets secrets = secrets(fields);
        Optional<StackImage> image = fields.read(IMAGE).map(StackReader::image);
        StackProgram program = new StackProgram(fields.read(COMMAND), fields.read(ARGUMENTS), fields.read(ENVIRONMENT));
        Optional<String> schema = fields.read(SCHEMA).flatMap(StackReader::schema);
        Map<ResourceType, StackTemplates> templates = new EnumMap<>(ResourceType.class);
        TEMPLATES.forEach((attribute, type) ->
                fields.read(attribute).ifPresent(found -> templates.put(type, StackTemplatesReader.read(found))));
        List<ServicePort> ports = PortsReader.ofStack(fields);
        fields.refuseOthers();
        return id.map(reference ->
                new StackSection(reference, reconciler, secrets, image, program, ports, schema, templates));
    }

    private static Optional<StackReference> id(Fields fields) {
        Optional<String> name = fields.read(NAME);
        Optional<Scalar> written = fields.read(VERSION);
        written.ifPresent(scalar -> checkQuotes(scalar, fields));
        Optional<String> version = written.map(Scalar::text);
        Optional<String> flavor = fields.read(FLAVOR);
        Optional<StackReference> id = name.map(text -> new StackReference(text, flavor, version));
        if (id.isPresent() && !StackReference.parse(id.get().toString()).equals(id)) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.valueAt(NAME),
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
        Optional<String> projection = fields.read(PROJECTION).flatMap(found -> {
            Optional<String> type = found.read(PROJECTION_TYPE);
            found.refuseOthers();
            return type;
        });
        return new StackSection.Secrets(fields.read(JQ_FILTERS), projection);
    }

    private static StackImage image(Fields fields) {
        Optional<String> pullSecret = fields.read(AUTH).flatMap(auth -> {
            Optional<String> name = auth.read(PULL_SECRET);
            auth.refuseOthers();
            return name;
        });
        StackImage image = new StackImage(
                fields.read(REGISTRY), fields.read(REPOSITORY), fields.read(IMAGE_NAME), fields.read(TAG), pullSecret);
        fields.refuseOthers();
        return image;
    }

    private static Optional<String> schema(Fields fields) {
        Optional<String> schema = fields.read(JSON_SCHEMA)
                .flatMap(node -> node instanceof Scalar text ? Optional.of(text.text()) : Optional.empty());
        fields.refuseOthers();
        return schema;
    }
}
