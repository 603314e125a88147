package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Worker as written. */
public record WorkerManifest(Origin origin, Meta meta, WorkerSection worker, Mapping tree) implements Manifest {}
