package tireless.manifest.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.WorkspaceManifest;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Workspace. It needs no section; labels may stand in one or at the top. */
final class WorkspaceReader {
    private WorkspaceReader() {}

    static Optional<WorkspaceManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.WORKSPACE, List.of("v1beta1", "v1beta", "v1", "v2alpha"));
        Map<String, String> labels = new HashMap<>(labels(fields));
        fields.fields("workspace").ifPresent(section -> {
            labels.putAll(labels(section));
            MetaReader.about(section);
            section.text("layer");
            section.refuseOthers();
        });
        fields.refuseOthers();
        return Optional.of(new WorkspaceManifest(origin, meta, labels, tree));
    }

    private static Map<String, String> labels(Fields fields) {
        return fields.fields("labels").map(Pairs::read).orElse(Map.of());
    }
}
