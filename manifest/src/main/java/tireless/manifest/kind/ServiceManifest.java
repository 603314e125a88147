package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Service as written. */
public record ServiceManifest(Origin origin, Meta meta, ServiceSection service, Mapping tree) implements Manifest {}
