package tireless.manifest.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.ComputeSection;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;
import tireless.model.cluster.ClusterCompute;

/** Reads a Compute. */
final class ComputeReader {
    private static final Attribute<Map<String, String>> NODE_SELECTOR =
            Attribute.pairs("nodeSelector").described("the labels of the nodes that are meant");
    private static final Attribute<List<Fields>> TOLERATIONS =
            Tolerations.attribute("tolerations").described("the taints that are tolerated, as in Kubernetes");
    private static final Attribute<Optional<String>> DATAPLANE = Attribute.text("dataplane")
            .required("add `dataplane: hub`")
            .described("the dataplane that it belongs to")
            .example("hub");
    private static final Attribute<Optional<String>> PURPOSE = Attribute.choice(
                    "purpose", List.of("runnable", "query", "gpu"))
            .required("add `purpose: runnable`")
            .described("what it is for");
    private static final Attribute<Optional<Fields>> NODE_POOL = Attribute.section(
                    "nodePool", Attributes.of("node pool", NODE_SELECTOR, TOLERATIONS))
            .required("add `nodePool:` with `nodeSelector:` below it")
            .described("its nodes");

    /** The table of DataOS says v1beta, its samples say v1. */
    private static final MetaReader META = new MetaReader(ResourceType.COMPUTE, "v1", "v1beta", "v2alpha");

    /** What DataOS asks for says nothing of a cluster. */
    private static final Attributes ATTRIBUTES = Attributes.of(
                    "compute", DATAPLANE, PURPOSE, NODE_POOL, KubernetesReader.KUBERNETES)
            .rule(new Rule.UnlessHasValue(KubernetesReader.KUBERNETES.name()));

    private static final Attribute<Optional<Fields>> SECTION =
            Attribute.section("compute", ATTRIBUTES).described("what it is for, and its nodes");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private ComputeReader() {}

    /** The Compute in {@code tree}; empty where it has no section. */
    static Optional<ComputeManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        String hint = "add `compute:` with `kubernetes:` below it, or with `dataplane:`, `purpose:` and `nodePool:`";
        return Section.find(fields, tree, SECTION, ResourceType.COMPUTE, ATTRIBUTES.useful(), hint)
                .map(section -> new ComputeManifest(origin, meta, section(section, meta.name(), origin), tree));
    }

    private static ComputeSection section(Fields fields, String name, Origin origin) {
        if (!fields.hasValue(KubernetesReader.KUBERNETES)) {
            fields.checkRequired();
        }
        Optional<Fields> written = fields.read(NODE_POOL);
        NodePool pool = written.map(found -> NodePool.read(found, NODE_SELECTOR, TOLERATIONS))
                .orElse(NodePool.NONE);
        written.ifPresent(Fields::refuseOthers);
        Optional<ClusterCompute> cluster = fields.read(KubernetesReader.KUBERNETES)
                .flatMap(section -> KubernetesReader.read(section, name, origin.folder(), pool));
        ComputeSection compute = new ComputeSection(fields.read(DATAPLANE), fields.read(PURPOSE), cluster);
        fields.refuseOthers();
        return compute;
    }
}
