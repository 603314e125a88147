package tireless.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.cluster.ClusterCompute;

/** The Computes that are known, by their names. */
final class Computes {
    private final Map<String, ComputeManifest> byName;

    private Computes(Map<String, ComputeManifest> byName) {
        this.byName = byName;
    }

    static Computes of(ManifestSet manifests, List<ComputeManifest> before) {
        Map<String, ComputeManifest> byName = new HashMap<>();
        before.forEach(compute -> byName.put(compute.meta().name(), compute));
        manifests.computes().forEach(compute -> byName.put(compute.meta().name(), compute));
        return new Computes(byName);
    }

    /** The cluster that a worker runs on; empty where that is this machine, and where its Compute is not known. */
    Optional<ClusterCompute> cluster(WorkerManifest worker) {
        return Optional.ofNullable(byName.get(name(worker)))
                .flatMap(compute -> compute.compute().cluster());
    }

    boolean isKnown(WorkerManifest worker) {
        return byName.containsKey(name(worker));
    }

    private static String name(WorkerManifest worker) {
        return worker.worker().task().execution().computeOrUsual();
    }
}
