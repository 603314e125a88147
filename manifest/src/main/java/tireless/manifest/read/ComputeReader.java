package tireless.manifest.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.ComputeSection;
import tireless.manifest.kind.ComputeSection.Toleration;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Compute. */
final class ComputeReader {
    private static final Set<String> ATTRIBUTES = Set.of("dataplane", "purpose", "nodePool");
    private static final int LONGEST_KEY = 253;
    private static final int LONGEST_VALUE = 63;

    private ComputeReader() {}

    /** The Compute in {@code tree}; empty where it has no section. */
    static Optional<ComputeManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        // The table of DataOS says v1beta, its samples say v1.
        Meta meta = MetaReader.read(fields, ResourceType.COMPUTE, List.of("v1", "v1beta", "v2alpha"));
        String hint = "add `compute:` with `dataplane:`, `purpose:` and `nodePool:` below it";
        return Section.find(fields, tree, ResourceType.COMPUTE, ATTRIBUTES, hint)
                .map(section -> new ComputeManifest(origin, meta, section(section), tree));
    }

    private static ComputeSection section(Fields fields) {
        fields.require("dataplane", "add `dataplane: hub`");
        fields.require("purpose", "add `purpose: runnable`");
        fields.require("nodePool", "add `nodePool:` with `nodeSelector:` below it");
        Optional<Fields> pool = fields.fields("nodePool");
        ComputeSection compute = new ComputeSection(
                fields.text("dataplane"),
                fields.choice("purpose", List.of("runnable", "query", "gpu")),
                pool.flatMap(found -> found.fields("nodeSelector"))
                        .map(Pairs::read)
                        .orElse(Map.of()),
                pool.map(found -> found.mappings("tolerations")).orElse(List.of()).stream()
                        .map(ComputeReader::toleration)
                        .toList());
        pool.ifPresent(Fields::refuseOthers);
        fields.refuseOthers();
        return compute;
    }

    private static Toleration toleration(Fields fields) {
        Toleration toleration = new Toleration(
                limited(fields, "key", LONGEST_KEY),
                fields.choice("operator", List.of("Equal", "Exists")),
                limited(fields, "value", LONGEST_VALUE),
                fields.choice("effect", List.of("NoSchedule", "PreferNoSchedule", "NoExecute")));
        fields.refuseOthers();
        return toleration;
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
