package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Stack as written. */
public record StackManifest(Origin origin, Meta meta, StackSection stack, Mapping tree) implements Manifest {}
