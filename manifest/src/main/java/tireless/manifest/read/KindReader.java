package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Origin;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a manifest by the reader of its type. */
public final class KindReader {
    private KindReader() {}

    /** What a manifest of {@code type} may hold; empty where such a type is not read. */
    public static Optional<Attributes> attributes(ResourceType type) {
        return switch (type) {
            case WORKER -> Optional.of(WorkerReader.DOCUMENT);
            case SERVICE -> Optional.of(ServiceReader.DOCUMENT);
            case WORKFLOW -> Optional.of(WorkflowReader.DOCUMENT);
            case SECRET -> Optional.of(SecretReader.SECRET.document);
            case INSTANCE_SECRET -> Optional.of(SecretReader.INSTANCE_SECRET.document);
            case VOLUME -> Optional.of(VolumeReader.DOCUMENT);
            case COMPUTE -> Optional.of(ComputeReader.DOCUMENT);
            case STACK -> Optional.of(StackReader.DOCUMENT);
            case WORKSPACE -> Optional.of(WorkspaceReader.DOCUMENT);
            case BUNDLE, CLUSTER, DATABASE, DEPOT, GRANT, LAKEHOUSE, LENS, MONITOR, OPERATOR, PAGER, POLICY, RESOURCE ->
                Optional.empty();
        };
    }

    /** The manifest in {@code root}; empty where what is wrong leaves nothing to go on with, or where its type is refused. */
    public static Optional<? extends Manifest> read(ResourceType type, Mapping root, Origin origin, Reading reading) {
        Mapping tree = new Shape(reading.problems()).canonical(root, type);
        return switch (type) {
            case WORKER -> WorkerReader.read(tree, origin, reading);
            case SERVICE -> ServiceReader.read(tree, origin, reading);
            case WORKFLOW -> WorkflowReader.read(tree, origin, reading);
            case SECRET -> SecretReader.SECRET.read(tree, origin, reading);
            case INSTANCE_SECRET -> SecretReader.INSTANCE_SECRET.read(tree, origin, reading);
            case VOLUME -> VolumeReader.read(tree, origin, reading);
            case COMPUTE -> ComputeReader.read(tree, origin, reading);
            case STACK -> StackReader.read(tree, origin, reading);
            case WORKSPACE -> WorkspaceReader.read(tree, origin, reading);
            default -> Optional.empty();
        };
    }
}
