package tireless.control;

import java.util.List;
import java.util.Set;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.stack.ResolvedResource;

/** Tells which computes are named that nobody has declared. Pure. */
final class UnknownComputes {
    private static final String CODE = "unknown-compute";

    /** The one that DataOS has where nothing is declared, and takes where nothing is said. */
    private static final String ORDINARY = "runnable-default";

    private UnknownComputes() {}

    /**
     * A warning for each.
     *
     * @param resources those that are read together
     * @param there they, and what is desired already
     */
    static void report(List<ResolvedResource> resources, Set<ResourceKey> there, Problems problems) {
        for (ResolvedResource resource : resources) {
            if (resource.manifest() instanceof WorkerManifest worker) {
                worker.worker()
                        .task()
                        .execution()
                        .compute()
                        .filter(name -> !name.isBlank() && !name.equals(ORDINARY) && !there.contains(compute(name)))
                        .ifPresent(name -> problems.warning(
                                CODE,
                                worker.valueAt("worker", "compute"),
                                "there is no compute `%s`; it changes nothing, as every worker runs on this machine"
                                        .formatted(name),
                                "declare it by a Compute of that name, or leave `compute` out"));
            }
        }
    }

    private static ResourceKey compute(String name) {
        return new ResourceKey(ResourceType.COMPUTE, ResourceKey.INSTANCE, name);
    }
}
