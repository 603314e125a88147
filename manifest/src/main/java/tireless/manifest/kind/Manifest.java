package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;
import tireless.model.Location;

/** A resource as written: what every kind has. */
public sealed interface Manifest
        permits WorkerManifest,
                ServiceManifest,
                WorkflowManifest,
                SecretManifest,
                VolumeManifest,
                ComputeManifest,
                StackManifest,
                WorkspaceManifest {
    Origin origin();

    Meta meta();

    /** The whole manifest with every attribute at its present name, also where an older one was written. */
    Mapping tree();

    /**
     * The place of the attribute at {@code path}: {@code at("worker", "resources", "limits")}. Where it was not written, the
     * place of the nearest part around it that was.
     */
    default Location at(String... path) {
        return Place.follow(tree(), path).key();
    }

    /** The place of the value of the attribute at {@code path}, or of the nearest part around it. */
    default Location valueAt(String... path) {
        return Place.follow(tree(), path).value();
    }
}
