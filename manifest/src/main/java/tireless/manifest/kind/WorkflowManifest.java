package tireless.manifest.kind;

import tireless.manifest.yaml.Mapping;

/** A Workflow as written. */
public record WorkflowManifest(Origin origin, Meta meta, WorkflowSection workflow, Mapping tree) implements Manifest {}
