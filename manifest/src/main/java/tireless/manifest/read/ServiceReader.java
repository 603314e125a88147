package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.Ingress;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.ServicePort;
import tireless.manifest.kind.ServiceSection;
import tireless.manifest.kind.Task;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Service: what it shares with a Worker, its ports and its ingress. */
final class ServiceReader {
    private static final Attribute<OptionalInt> METRIC_PORT =
            PortsReader.port("metricPort").described("where it shows its metrics");
    private static final Attribute<Optional<Boolean>> ENABLED =
            Attribute.bool("enabled").described("whether it can be reached from outside");
    private static final Attribute<Optional<Scalar>> PATH = Attribute.scalar(
                    "path", Form.Text.like("/[\\s\\S]*", Form.Plain.NONE))
            .described("the path that it answers below; begins with `/`")
            .example("/my-service");
    private static final Attribute<Optional<Boolean>> STRIP_PATH =
            Attribute.bool("stripPath").described("whether the path is taken off before a request is passed on");
    private static final Attribute<Optional<Boolean>> NO_AUTHENTICATION =
            Attribute.bool("noAuthentication").described("whether anybody may ask");
    private static final Attribute<Optional<Node>> APP_DETAIL = Attribute.anything("appDetailSpec")
            .described("what a catalog of applications shows, as JSON text; not acted on in this build");
    private static final Attribute<Optional<Node>> API_DETAIL = Attribute.anything("apiDetailSpec")
            .described("what a catalog of APIs shows, as JSON text; not acted on in this build");
    private static final Attribute<Optional<Fields>> INGRESS = Attribute.section(
                    "ingress",
                    Attributes.of("ingress", ENABLED, PATH, STRIP_PATH, NO_AUTHENTICATION, APP_DETAIL, API_DETAIL))
            .described("how it can be reached from outside");

    private static final MetaReader META = new MetaReader(ResourceType.SERVICE, "v1", "v2alpha");
    private static final Attributes ATTRIBUTES = ScalingReader.with(
                    TaskReader.attributes("service", TirelessReader.OF_SERVICE))
            .with("service", PortsReader.SERVICE_PORT, PortsReader.SERVICE_PORTS, METRIC_PORT, INGRESS);
    private static final Attribute<Optional<Fields>> SECTION =
            Attribute.section("service", ATTRIBUTES).described("what runs, and where it answers");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private ServiceReader() {}

    /** The Service in {@code tree}; empty where it has no section. */
    static Optional<ServiceManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        return Section.find(
                        fields,
                        tree,
                        SECTION,
                        ResourceType.SERVICE,
                        ATTRIBUTES.useful(),
                        "add `service:` with `stack:` below it")
                .map(section -> new ServiceManifest(origin, meta, section(section), tree));
    }

    private static ServiceSection section(Fields fields) {
        Task task = TaskReader.read(fields);
        List<ServicePort> ports = PortsReader.ofService(fields);
        OptionalInt metricPort = fields.read(METRIC_PORT);
        ServiceSection section = new ServiceSection(
                task,
                ScalingReader.read(fields),
                ports,
                metricPort,
                fields.read(INGRESS).map(ServiceReader::ingress),
                TirelessReader.ofService(fields));
        TaskReader.refuseOthers(fields, ATTRIBUTES.useful());
        return section;
    }

    private static Ingress ingress(Fields fields) {
        Optional<Scalar> path = fields.read(PATH);
        path.filter(written -> !written.text().startsWith("/"))
                .ifPresent(written -> fields.problems()
                        .error(
                                "bad-value",
                                written.at(),
                                "the path %s does not begin with a slash".formatted(written.shown()),
                                "write `path: /…`",
                                Corrections.replace(written, "/" + written.text())));
        Ingress ingress = new Ingress(
                fields.read(ENABLED),
                path.map(Scalar::text),
                fields.read(STRIP_PATH),
                fields.read(NO_AUTHENTICATION),
                json(fields, APP_DETAIL),
                json(fields, API_DETAIL));
        fields.refuseOthers();
        return ingress;
    }

    /** JSON is mostly written as text; where it is written as YAML instead, nothing is wrong with it. */
    private static Optional<String> json(Fields fields, Attribute<Optional<Node>> attribute) {
        return fields.read(attribute)
                .flatMap(node -> node instanceof Scalar text ? Optional.of(text.text()) : Optional.empty());
    }
}
