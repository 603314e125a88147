package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Compute as written. */
public record ComputeManifest(Origin origin, Meta meta, ComputeSection compute, Mapping tree) implements Manifest {}
