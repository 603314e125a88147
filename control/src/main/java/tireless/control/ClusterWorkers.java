package tireless.control;

import java.util.List;
import java.util.Optional;
import tireless.manifest.Purpose;
import tireless.manifest.problem.Problems;
import tireless.model.Lifetime;
import tireless.model.Workload;
import tireless.model.cluster.CountOwner;
import tireless.stack.ResolvedResource;

/** What is different for what runs on a cluster. Pure. */
public final class ClusterWorkers {
    private static final String CODE = "cluster-not-yet";

    private ClusterWorkers() {}

    /** Who sets the count of what runs on a cluster; empty where it runs on this machine. */
    public static Optional<CountOwner> countOwner(Workload workload) {
        return workload.cluster().map(_ -> CountOwner.of(workload));
    }

    /** An owner of a count, for people. */
    public static String words(CountOwner owner) {
        return switch (owner) {
            case MANIFEST -> "its manifest, or who scales it by hand";
            case TIRELESS -> "the autoscaler of Tireless";
            case HPA -> "a HorizontalPodAutoscaler";
            case KEDA -> "a ScaledObject of KEDA";
        };
    }

    /** An error for each that can not run on a cluster, for what it is read for. */
    static void report(List<ResolvedResource> resources, Purpose purpose, Problems problems) {
        for (ResolvedResource resource : resources) {
            if (resource.spec() instanceof Workload workload
                    && workload.cluster().isPresent()) {
                String compute = workload.cluster().get().compute().name();
                if (purpose == Purpose.RUN) {
                    problems.error(
                            CODE,
                            resource.manifest().valueAt(section(resource), "compute"),
                            "`run` keeps only what runs on this machine, and the compute `%s` is a cluster"
                                    .formatted(compute),
                            "start a server and apply it (tireless apply -f FILE), or take `compute` out to run it here");
                } else if (workload.lifetime() == Lifetime.ENDS) {
                    problems.error(
                            CODE,
                            resource.manifest().valueAt(section(resource), "compute"),
                            "what ends by itself does not run on a cluster yet, and the compute `%s` is one"
                                    .formatted(compute),
                            "take `compute` out: then it runs on the machine of the server");
                }
            }
        }
    }

    private static String section(ResolvedResource resource) {
        return resource.key().type().keyword();
    }
}
