package tireless.control;

import java.util.List;
import java.util.Set;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Spec;
import tireless.model.Workload;
import tireless.stack.ResolvedResource;

/** Tells which computes are named that nobody has declared. Pure. */
public final class UnknownComputes {
    private static final String CODE = "unknown-compute";

    private UnknownComputes() {}

    /**
     * A warning for each.
     *
     * @param resources those that are read together
     * @param there they, and what is desired already
     */
    public static void report(List<ResolvedResource> resources, Set<ResourceKey> there, Problems problems) {
        for (ResolvedResource resource : resources) {
            // A Compute that may not be used here is there all the same, and has a problem of its own.
            boolean found = resource.spec() instanceof Workload workload
                    && workload.cluster().isPresent();
            if (!found && resource.manifest() instanceof WorkerManifest worker) {
                worker.worker()
                        .task()
                        .execution()
                        .compute()
                        .filter(name -> !name.isBlank()
                                && !name.equals(Execution.USUAL_COMPUTE)
                                && !there.contains(compute(name)))
                        .ifPresent(
                                name -> problems.warning(
                                        CODE,
                                        worker.valueAt("worker", "compute"),
                                        "there is no compute `%s`, so this worker runs on this machine".formatted(name),
                                        "declare it by a Compute of that name, or leave `compute` out"
                                                + (hasImage(resource.spec(), worker)
                                                        ? ""
                                                        : "; where it is a Kubernetes cluster, the worker needs `tireless.image` there")));
            }
        }
    }

    private static boolean hasImage(Spec spec, WorkerManifest worker) {
        return worker.worker().tireless().pods().image().isPresent()
                || (spec instanceof Workload workload && workload.run().image().isPresent());
    }

    private static ResourceKey compute(String name) {
        return new ResourceKey(ResourceType.COMPUTE, ResourceKey.INSTANCE, name);
    }
}
