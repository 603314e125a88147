package tireless.manifest.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.WorkspaceManifest;
import tireless.manifest.yaml.Mapping;
import tireless.model.IngressPolicy;
import tireless.model.ResourceType;

/** Reads a Workspace. It needs no section; labels may stand in one or at the top. */
final class WorkspaceReader {
    private static final MetaReader META = new MetaReader(ResourceType.WORKSPACE, "v1beta1", "v1beta", "v1", "v2alpha");
    private static final Attribute<Map<String, String>> LABELS =
            Attribute.pairs("labels").described("labels of your own; not acted on in this build");
    private static final Attribute<Optional<String>> LAYER =
            Attribute.text("layer").described("`user` or `system`; not acted on in this build");
    private static final Attribute<Optional<String>> INGRESS = Attribute.choice(
                    "ingress",
                    Arrays.stream(IngressPolicy.values())
                            .map(IngressPolicy::keyword)
                            .toList())
            .described("what becomes of a worker that listens where others can reach it:"
                    + " `warn` tells of it, `stop` stops the replica until something changes")
            .byDefault("warn")
            .example("stop");
    private static final Attribute<Optional<Fields>> TIRELESS =
            TirelessReader.section(Attributes.of("tireless", INGRESS));
    private static final Attribute<Optional<Fields>> SECTION = Attribute.section(
                    "workspace", MetaReader.about("workspace", LABELS, LAYER, TIRELESS))
            .described("labels, if they do not stand at the top; may be missing");

    /** A whole manifest. */
    static final Attributes DOCUMENT = META.with(SECTION, LABELS);

    private WorkspaceReader() {}

    static Optional<WorkspaceManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        Map<String, String> labels = new HashMap<>(labels(fields));
        fields.read(SECTION).ifPresent(section -> {
            labels.putAll(labels(section));
            MetaReader.about(section);
            section.read(LAYER);
            section.read(TIRELESS).ifPresent(own -> {
                own.read(INGRESS);
                own.refuseOthers();
            });
            section.refuseOthers();
        });
        fields.refuseOthers();
        return Optional.of(new WorkspaceManifest(origin, meta, labels, tree));
    }

    private static Map<String, String> labels(Fields fields) {
        return fields.read(LABELS);
    }
}
