package tireless.manifest.kind;

import java.util.Map;
import tireless.manifest.yaml.Mapping;

/** A Workspace as written: its meta attributes, and labels. */
public record WorkspaceManifest(Origin origin, Meta meta, Map<String, String> labels, Mapping tree)
        implements Manifest {
    public WorkspaceManifest {
        labels = Map.copyOf(labels);
    }
}
