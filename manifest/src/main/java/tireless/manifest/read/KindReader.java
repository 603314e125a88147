package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Origin;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a manifest by the reader of its type. */
public final class KindReader {
    private KindReader() {}

    /** The manifest in {@code root}; empty where what is wrong leaves nothing to go on with, or where its type is refused. */
    public static Optional<? extends Manifest> read(ResourceType type, Mapping root, Origin origin, Reading reading) {
        Mapping tree = new Shape(reading.problems()).canonical(root, type);
        return switch (type) {
            case WORKER -> WorkerReader.read(tree, origin, reading);
            case SERVICE -> ServiceReader.read(tree, origin, reading);
            case WORKFLOW -> WorkflowReader.read(tree, origin, reading);
            case SECRET, INSTANCE_SECRET -> SecretReader.read(type, tree, origin, reading);
            case VOLUME -> VolumeReader.read(tree, origin, reading);
            case COMPUTE -> ComputeReader.read(tree, origin, reading);
            case STACK -> StackReader.read(tree, origin, reading);
            case WORKSPACE -> WorkspaceReader.read(tree, origin, reading);
            default -> Optional.empty();
        };
    }
}
