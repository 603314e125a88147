package tireless.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ErrorLines;
import tireless.model.Lifetime;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.Workload;

/** Turns manifests as written into workloads: finds the stack, lets it resolve its part, and applies all defaults. */
public final class WorkloadResolver {
    private final StackCatalog catalog;

    public WorkloadResolver(StackCatalog catalog) {
        this.catalog = catalog;
    }

    /** Resolves every Worker of {@code manifests}, also of those that have errors, so that the user sees all problems at once. */
    public Resolution resolve(ManifestSet manifests, ResolveContext context) {
        context.problems().addAll(manifests.problems());
        List<ResolvedWorker> resolved = new ArrayList<>();
        for (WorkerManifest manifest : manifests.workers()) {
            resolve(manifest, context).ifPresent(resolved::add);
        }
        List<Problem> problems = context.problems().inOrder();
        ErrorLines errors = new ErrorLines(problems);
        return new Resolution(
                resolved.stream()
                        .filter(worker -> !worker.manifest().origin().hasError(errors))
                        .toList(),
                problems);
    }

    private Optional<ResolvedWorker> resolve(WorkerManifest manifest, ResolveContext context) {
        StackReference reference = manifest.worker().task().stack().reference();
        Optional<Stack> stack = catalog.find(reference);
        if (stack.isEmpty()) {
            context.notHere(
                    "unknown-stack",
                    manifest.valueAt("worker", "stack"),
                    "there is no stack `%s`".formatted(reference),
                    catalog.advice(reference));
            return Optional.empty();
        }
        ConfigFiles.check(manifest, context);
        return stack.get()
                .resolve(manifest, context)
                .map(launch -> assemble(manifest, stack.get().id(), launch, context));
    }

    private static ResolvedWorker assemble(
            WorkerManifest manifest, StackId stack, Launch launch, ResolveContext context) {
        String workspace = context.workspace().of(manifest.meta());
        ResourceKey key = new ResourceKey(
                manifest.meta().type(), workspace, manifest.meta().name());
        RunSpec run = new RunSpec(
                launch.command(),
                launch.workingDirectory(),
                Environments.of(manifest, launch, workspace, context),
                Defaults.limits(manifest.worker().task().resources()),
                Defaults.stop(manifest.worker().tireless(), launch.wholeGroup()));
        Workload workload = new Workload(
                Lifetime.PERPETUAL,
                Defaults.replicas(manifest.worker()),
                stack.toString(),
                run,
                Defaults.restart(manifest.worker().tireless()),
                Defaults.stall(manifest.worker().tireless()));
        return new ResolvedWorker(key, workload, manifest);
    }
}
