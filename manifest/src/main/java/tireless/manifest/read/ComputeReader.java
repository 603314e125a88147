package tireless.manifest.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.ComputeSection;
import tireless.manifest.kind.ComputeSection.Toleration;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Compute. */
final class ComputeReader {
    private static final int LONGEST_KEY = 253;
    private static final int LONGEST_VALUE = 63;

    private static final Attribute<Optional<String>> KEY =
            limited("key", LONGEST_KEY).described("the key of the taint");
    private static final Attribute<Optional<String>> OPERATOR =
            Attribute.choice("operator", List.of("Equal", "Exists")).described("whether the value counts too");
    private static final Attribute<Optional<String>> VALUE =
            limited("value", LONGEST_VALUE).described("the value of the taint");
    private static final Attribute<Optional<String>> EFFECT = Attribute.choice(
                    "effect", List.of("NoSchedule", "PreferNoSchedule", "NoExecute"))
            .described("which effect of the taint is tolerated");
    private static final Attribute<Map<String, String>> NODE_SELECTOR =
            Attribute.pairs("nodeSelector").described("the labels of the nodes that are meant");
    private static final Attribute<List<Fields>> TOLERATIONS = Attribute.sections(
                    "tolerations", Attributes.of("toleration", KEY, OPERATOR, VALUE, EFFECT))
            .described("the taints that are tolerated, as in Kubernetes");
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

    private static final Attributes ATTRIBUTES = Attributes.of("compute", DATAPLANE, PURPOSE, NODE_POOL);
    private static final Attribute<Optional<Fields>> SECTION =
            Attribute.section("compute", ATTRIBUTES).described("what it is for, and its nodes");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private ComputeReader() {}

    /** The Compute in {@code tree}; empty where it has no section. */
    static Optional<ComputeManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        String hint = "add `compute:` with `dataplane:`, `purpose:` and `nodePool:` below it";
        return Section.find(fields, tree, SECTION, ResourceType.COMPUTE, ATTRIBUTES.useful(), hint)
                .map(section -> new ComputeManifest(origin, meta, section(section), tree));
    }

    private static ComputeSection section(Fields fields) {
        fields.checkRequired();
        Optional<Fields> pool = fields.read(NODE_POOL);
        ComputeSection compute = new ComputeSection(
                fields.read(DATAPLANE),
                fields.read(PURPOSE),
                pool.map(found -> found.read(NODE_SELECTOR)).orElse(Map.of()),
                pool.map(found -> found.read(TOLERATIONS)).orElse(List.of()).stream()
                        .map(ComputeReader::toleration)
                        .toList());
        pool.ifPresent(Fields::refuseOthers);
        fields.refuseOthers();
        return compute;
    }

    private static Toleration toleration(Fields fields) {
        Toleration toleration =
                new Toleration(fields.read(KEY), fields.read(OPERATOR), fields.read(VALUE), fields.read(EFFECT));
        fields.refuseOthers();
        return toleration;
    }

    private static Attribute<Optional<String>> limited(String name, int longest) {
        return Attribute.of(
                name,
                Form.Text.like("[\\s\\S]{0,%d}".formatted(longest), Form.Plain.ANY),
                (fields, named) -> limited(fields, named, longest));
    }

    private static Optional<String> limited(Fields fields, String name, int longest) {
        Optional<String> text = fields.text(name);
        if (text.isPresent() && text.get().length() > longest) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.valueAt(name),
                            "`%s` has %d characters; %d are allowed"
                                    .formatted(name, text.get().length(), longest),
                            "shorten it, as Kubernetes asks for");
        }
        return text;
    }
}
