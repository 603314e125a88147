package tireless.manifest.read;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.manifest.kind.Ingress;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.ServicePort;
import tireless.manifest.kind.ServiceSection;
import tireless.manifest.kind.Task;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Service: what it shares with a Worker, its ports and its ingress. */
final class ServiceReader {
    private static final Set<String> ATTRIBUTES = attributes();
    private static final List<String> VERSIONS = List.of("v1", "v2alpha");

    private ServiceReader() {}

    /** The Service in {@code tree}; empty where it has no section. */
    static Optional<ServiceManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.SERVICE, VERSIONS);
        return Section.find(fields, tree, ResourceType.SERVICE, ATTRIBUTES, "add `service:` with `stack:` below it")
                .map(section -> new ServiceManifest(origin, meta, section(section), tree));
    }

    private static Set<String> attributes() {
        Set<String> all = new HashSet<>(ScalingReader.with(TaskReader.ATTRIBUTES));
        all.addAll(List.of("servicePort", "servicePorts", "metricPort", "ingress"));
        return Set.copyOf(all);
    }

    private static ServiceSection section(Fields fields) {
        Task task = TaskReader.read(fields);
        List<ServicePort> ports = PortsReader.ofService(fields);
        OptionalInt metricPort = PortsReader.port(fields, "metricPort");
        ServiceSection section = new ServiceSection(
                task,
                ScalingReader.read(fields),
                ports,
                metricPort,
                fields.fields("ingress").map(ServiceReader::ingress),
                TirelessReader.read(fields));
        TaskReader.refuseOthers(fields, ATTRIBUTES);
        return section;
    }

    private static Ingress ingress(Fields fields) {
        Optional<Scalar> path = fields.scalar("path");
        path.filter(written -> !written.text().startsWith("/"))
                .ifPresent(written -> fields.problems()
                        .error(
                                "bad-value",
                                written.at(),
                                "the path %s does not begin with a slash".formatted(written.shown()),
                                "write `path: /…`",
                                Corrections.replace(written, "/" + written.text())));
        Ingress ingress = new Ingress(
                fields.bool("enabled"),
                path.map(Scalar::text),
                fields.bool("stripPath"),
                fields.bool("noAuthentication"),
                json(fields, "appDetailSpec"),
                json(fields, "apiDetailSpec"));
        fields.refuseOthers();
        return ingress;
    }

    /** JSON is mostly written as text; where it is written as YAML instead, nothing is wrong with it. */
    private static Optional<String> json(Fields fields, String name) {
        return fields.node(name)
                .flatMap(node -> node instanceof Scalar text ? Optional.of(text.text()) : Optional.empty());
    }
}
