package tireless.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.SecretManifest;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ErrorLines;
import tireless.model.Confinement;
import tireless.model.FileContent;
import tireless.model.Lifetime;
import tireless.model.Network;
import tireless.model.Probes;
import tireless.model.Problem;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.VolumeMount;
import tireless.model.WorkPolicy;
import tireless.model.Workload;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

/** Turns manifests as written into workloads: finds the stack, lets it resolve its part, and applies all defaults. */
public final class WorkloadResolver {
    private final StackCatalog builtIn;
    private final StackDefinitions definitions;
    private final List<Path> closed;
    private final TriggerRules triggers;

    /**
     * Resolves for who has something to hide.
     *
     * @param definitions what makes stacks of the manifests that declare them
     * @param closed folders of which no file is handed to a worker, besides those of the kernel; absolute
     * @param triggers what is known of triggers
     */
    public WorkloadResolver(
            StackCatalog builtIn, StackDefinitions definitions, List<Path> closed, TriggerRules triggers) {
        this.builtIn = builtIn;
        this.definitions = definitions;
        this.closed = List.copyOf(closed);
        this.triggers = triggers;
    }

    /** The stacks of this build, without any that was declared. */
    public StackCatalog stacks() {
        return builtIn;
    }

    /**
     * Resolves every manifest, also those that have errors, so that the user sees all problems at once. Stacks among them are used by
     * the others, and Computes say where.
     */
    public Resolution resolve(ManifestSet manifests, Declared declared, ResolveContext open) {
        ResolveContext context = open.closing(closed);
        context.problems().addAll(manifests.problems());
        StackCatalog catalog = new DeclaredStacks(builtIn, definitions).check(manifests, declared.stacks(), context);
        Computes computes = Computes.of(manifests, declared.computes());
        List<ResolvedResource> resolved = new ArrayList<>();
        for (Manifest manifest : manifests.all()) {
            if (manifest instanceof WorkerManifest worker) {
                resolve(worker, catalog, context.on(computes.cluster(worker))).ifPresent(resolved::add);
            } else if (!manifest.meta().name().isBlank()) {
                resolved.add(new ResolvedResource(
                        key(manifest, context),
                        Declarations.of(manifest),
                        manifest,
                        manifest instanceof SecretManifest secret
                                ? Optional.of(SecretContents.of(secret, context))
                                : Optional.empty()));
            }
        }
        List<Problem> problems = context.problems().inOrder();
        ErrorLines errors = new ErrorLines(problems);
        return new Resolution(
                resolved.stream()
                        .filter(resource -> !resource.manifest().origin().hasError(errors))
                        .toList(),
                problems);
    }

    /**
     * The object of Kubernetes that a worker's stack makes of it, or else the containers of its pods, as YAML; most make none.
     *
     * @param declared as for {@link #resolve}
     */
    public Optional<String> object(
            WorkerManifest worker, ManifestSet manifests, Declared declared, ResolveContext context) {
        Computes computes = Computes.of(manifests, declared.computes());
        return new DeclaredStacks(builtIn, definitions)
                .check(manifests, declared.stacks(), context)
                .find(worker.worker().task().stack().reference())
                .map(stack -> stack.kubernetes(worker, context.on(computes.cluster(worker))))
                .flatMap(parts -> parts.object().or(parts::containers));
    }

    private Optional<ResolvedResource> resolve(WorkerManifest manifest, StackCatalog catalog, ResolveContext context) {
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
        SortedMap<String, FileContent> configs = ConfigFiles.of(manifest, context);
        List<VolumeMount> volumes = VolumeMounts.of(manifest, context);
        PodImage.check(manifest, context);
        return stack.get()
                .resolve(manifest, context)
                .flatMap(launch -> ClusterLaunch.of(launch, stack.get(), manifest, context))
                .map(launched -> assemble(
                        manifest,
                        stack.get().id(),
                        launched,
                        new Provisions(
                                ConfigFiles.together(launched.launch(), configs, manifest, context),
                                SecretProjections.of(
                                        manifest.worker().task().inputs(),
                                        context.workspace().of(manifest.meta()),
                                        stack.get().secretProjection()),
                                volumes,
                                SignalDefaults.of(manifest, context)),
                        context));
    }

    private ResolvedResource assemble(
            WorkerManifest manifest,
            StackId stack,
            ClusterLaunch launched,
            Provisions provisions,
            ResolveContext context) {
        Launch launch = launched.launch();
        AccountCheck.check(manifest, launch, context);
        Network network = manifest.worker().tireless().network().orElse(Network.HOST);
        NetworkCheck.check(manifest, launch, network, context);
        SignalDefaults.check(manifest, network, provisions.signals(), context);
        VolumeMounts.check(manifest, launch, provisions.volumes(), context);
        RunSpec run = new RunSpec(
                launch.command(),
                launch.workingDirectory(),
                Environments.of(manifest, launch, context.workspace().of(manifest.meta()), context),
                Defaults.limits(manifest.worker().task().resources()),
                Defaults.stop(manifest.worker().tireless(), launch.wholeGroup()),
                new Confinement(network, manifest.worker().tireless().unixUser().or(launch::account)),
                provisions,
                launch.image());
        RecipientCommands.check(manifest, run, context);
        Optional<Scaling> scaling = Autoscaling.of(manifest, triggers, context);
        Optional<OnCluster> cluster = context.cluster()
                .map(compute -> ClusterRequests.of(compute, manifest, launched, run.limits(), scaling));
        cluster.ifPresentOrElse(
                there -> ClusterRules.check(manifest, there, run, scaling, context),
                () -> ClusterRules.spreadHere(manifest, context));
        Workload workload = new Workload(
                Lifetime.PERPETUAL,
                new Sizing(
                        scaling.map(found -> Autoscaling.begin(
                                        found, manifest.worker().scaling().replicas()))
                                .orElseGet(() -> Defaults.replicas(manifest.worker())),
                        scaling,
                        Defaults.drain(manifest.worker().tireless())),
                new Platform(stack.toString(), cluster),
                run,
                Defaults.restart(manifest.worker().tireless()),
                Defaults.stall(manifest.worker().tireless()),
                probes(Defaults.probes(manifest.worker().tireless()), launch),
                new WorkPolicy(
                        manifest.worker().tireless().progress().signals().objectives(),
                        manifest.worker().tireless().recipients()));
        return new ResolvedResource(key(manifest, context), workload, manifest);
    }

    private static Probes probes(Probes written, Launch launch) {
        return new Probes(written.startup(), written.readiness().or(launch::readiness), written.liveness());
    }

    private static ResourceKey key(Manifest manifest, ResolveContext context) {
        Meta meta = manifest.meta();
        String scope = meta.type().scope() == ResourceType.Scope.INSTANCE
                ? ResourceKey.INSTANCE
                : context.workspace().of(meta);
        return new ResourceKey(meta.type(), scope, meta.name());
    }
}
