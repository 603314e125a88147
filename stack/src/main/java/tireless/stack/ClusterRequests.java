package tireless.stack;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import tireless.manifest.kind.HighAvailability;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Limits;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/** What a worker asks for on its cluster, of what its manifest and its stack say. Pure. */
final class ClusterRequests {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";

    private ClusterRequests() {}

    static OnCluster of(
            ClusterCompute compute,
            WorkerManifest manifest,
            ClusterLaunch launched,
            Limits limits,
            Optional<Scaling> scaling) {
        return new OnCluster(
                compute,
                manifest.worker().tireless().pods().management().orElse(PodManagement.ORDERED),
                requests(manifest, limits, scaling),
                manifest.worker().scaling().highAvailability().map(ClusterRequests::spread),
                launched.containers(),
                launched.objects());
    }

    /** As Kubernetes, what has a limit alone requests as much; and a percentage must be one of something. */
    private static SetAside requests(WorkerManifest manifest, Limits limits, Optional<Scaling> scaling) {
        SetAside asked = Defaults.requests(manifest.worker().task().resources());
        return new SetAside(
                first(asked.memoryBytes(), limits.memoryBytes(), base(scaling, MEMORY, Requests::memory)),
                first(asked.cpuMillis(), limits.cpuMillis(), base(scaling, CPU, Requests::milliCores)));
    }

    private static OptionalLong base(Optional<Scaling> scaling, String type, ToLongFunction<Requests> amount) {
        return scaling.filter(found -> found.triggers().stream()
                        .anyMatch(trigger -> trigger.type().equals(type)
                                && trigger.metricType() == ScaleTrigger.MetricType.UTILIZATION))
                .map(found -> OptionalLong.of(amount.applyAsLong(found.base())))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong first(OptionalLong... amounts) {
        for (OptionalLong amount : amounts) {
            if (amount.isPresent()) {
                return amount;
            }
        }
        return OptionalLong.empty();
    }

    private static Spread spread(HighAvailability written) {
        String key = switch (written.level().orElse("hostname")) {
            case "zone" -> "topology.kubernetes.io/zone";
            case "region" -> "topology.kubernetes.io/region";
            default -> "kubernetes.io/hostname";
        };
        return new Spread(key, written.mode().filter("required"::equals).isPresent());
    }
}
