package tireless.stack;

import tireless.manifest.kind.Manifest;
import tireless.model.ResourceKey;
import tireless.model.Spec;

/** A resource with all that it takes to run it, or, where nothing runs of it, to keep it. */
public record ResolvedResource(ResourceKey key, Spec spec, Manifest manifest) {}
