package tireless.control;

import java.util.List;
import java.util.Set;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.manifest.value.Names;
import tireless.model.Location;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.VolumeMount;
import tireless.model.Workload;
import tireless.stack.ResolvedResource;

/** Tells early which volumes a replica would wait for. Pure. */
final class MissingVolumes {
    private static final String CODE = "missing-volume";
    private static final String HINT = "its replicas wait until it is there, and start then";

    private MissingVolumes() {}

    /**
     * A warning for each.
     *
     * @param resources those that are applied together
     * @param there they, and what is desired already
     */
    static void report(List<ResolvedResource> resources, Set<ResourceKey> there, Problems problems) {
        for (ResolvedResource resource : resources) {
            if (resource.spec() instanceof Workload workload) {
                String workspace = resource.key().scope();
                workload.run().provisions().volumes().stream()
                        .map(VolumeMount::volume)
                        .distinct()
                        .filter(name -> !there.contains(new ResourceKey(ResourceType.VOLUME, workspace, name)))
                        .forEach(name -> problems.warning(
                                CODE,
                                place(resource.manifest(), name),
                                "there is no volume `%s` in the workspace `%s`".formatted(name, workspace),
                                Names.flaw(name)
                                        .map("no volume can have this name: it %s"::formatted)
                                        .orElse(HINT)));
            }
        }
    }

    private static Location place(Manifest manifest, String volume) {
        return manifest.at("worker", attribute(manifest, volume));
    }

    private static String attribute(Manifest manifest, String volume) {
        if (manifest instanceof WorkerManifest worker) {
            Inputs inputs = worker.worker().task().inputs();
            if (inputs.tempVolume().filter(volume::equals).isPresent()) {
                return "tempVolume";
            }
            if (inputs.persistentVolume()
                    .map(VolumeUse::name)
                    .filter(volume::equals)
                    .isPresent()) {
                return "persistentVolume";
            }
        }
        return "dataosVolumes";
    }
}
