package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Volume as written. */
public record VolumeManifest(Origin origin, Meta meta, VolumeSection volume, Mapping tree) implements Manifest {}
