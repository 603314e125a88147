package tireless.stack;

import tireless.manifest.kind.WorkerManifest;
import tireless.model.ResourceKey;
import tireless.model.Workload;

/** A Worker with all that it takes to run it. */
public record ResolvedWorker(ResourceKey key, Workload workload, WorkerManifest manifest) {}
