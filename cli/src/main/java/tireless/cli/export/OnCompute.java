package tireless.cli.export;

import java.util.Optional;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkerSection;

/** Manifests as if their workers named another Compute. */
final class OnCompute {
    private OnCompute() {}

    static ManifestSet all(ManifestSet manifests, String compute) {
        return new ManifestSet(
                manifests.all().stream()
                        .map(manifest -> manifest instanceof WorkerManifest worker ? one(worker, compute) : manifest)
                        .toList(),
                manifests.problems(),
                manifests.sources());
    }

    private static Manifest one(WorkerManifest worker, String compute) {
        Task task = worker.worker().task();
        Execution execution = task.execution();
        return new WorkerManifest(
                worker.origin(),
                worker.meta(),
                new WorkerSection(
                        new Task(
                                task.about(),
                                task.stack(),
                                task.inputs(),
                                task.resources(),
                                new Execution(
                                        Optional.of(compute),
                                        execution.logLevel(),
                                        execution.dryRun(),
                                        execution.runAsUser(),
                                        execution.runAsApiKey()),
                                task.topology()),
                        worker.worker().scaling(),
                        worker.worker().tireless()),
                worker.tree());
    }
}
