package tireless.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkerSection;
import tireless.manifest.source.Sources;
import tireless.model.Location;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.WorkloadResolver;

/** Stacks and Computes that were declared before, and what uses one that is declared anew: that is resolved again, as it was applied. */
final class DeclarationUsers {
    /** Of what lies in a Stack or a Compute, and not in who uses it. */
    private static final Set<String> FAULTS = Set.of(
            "stack-failed",
            "stack-spec",
            "stack-not-here",
            "unknown-stack",
            "no-image",
            "bad-namespace",
            "pod-security");

    private final WorkloadResolver resolver;
    private final Collection<DesiredResource> stored;
    private final Declared declared;

    /** @param stored what is desired at one instant */
    DeclarationUsers(WorkloadResolver resolver, Collection<DesiredResource> stored) {
        this.resolver = resolver;
        this.stored = stored;
        this.declared = new Declared(
                present(ResourceType.STACK)
                        .flatMap(resource -> stack(resource.key(), resource.document()).stream())
                        .toList(),
                present(ResourceType.COMPUTE)
                        .flatMap(resource -> compute(resource.key(), resource.document()).stream())
                        .toList());
    }

    /** What became of the users. */
    record Users(List<Candidate> candidates, List<Problem> problems) {}

    /** What is stored. */
    Declared declared() {
        return declared;
    }

    /**
     * What uses one of {@code changed}, and becomes something else by it. What can not be resolved any more stays as it is, with a
     * warning.
     *
     * @param applied what is applied anyway
     */
    Users of(Declared changed, Set<ResourceKey> applied) {
        List<Candidate> candidates = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (!changed.equals(Declared.NONE)) {
            Declared all = new Declared(
                    together(changed.stacks(), declared.stacks()), together(changed.computes(), declared.computes()));
            present(ResourceType.WORKER)
                    .filter(resource -> !applied.contains(resource.key()))
                    .forEach(resource -> again(resource, changed, all).accept(candidates, problems));
        }
        return new Users(candidates, problems);
    }

    private static <T extends Manifest> List<T> together(List<T> changed, List<T> before) {
        Set<String> names = new HashSet<>();
        changed.forEach(manifest -> names.add(manifest.meta().name()));
        List<T> all = new ArrayList<>(changed);
        before.stream()
                .filter(manifest -> !names.contains(manifest.meta().name()))
                .forEach(all::add);
        return all;
    }

    /**
     * The same for Stacks and Computes that become what they once were.
     *
     * @throws TirelessException FAILED where one of their users can not be resolved by them
     */
    List<Candidate> of(List<Candidate> candidates) {
        Declared changed = new Declared(
                candidates.stream()
                        .filter(candidate -> candidate.key().type() == ResourceType.STACK)
                        .flatMap(candidate -> stack(candidate.key(), candidate.document()).stream())
                        .toList(),
                candidates.stream()
                        .filter(candidate -> candidate.key().type() == ResourceType.COMPUTE)
                        .flatMap(candidate -> compute(candidate.key(), candidate.document()).stream())
                        .toList());
        Users users = of(changed, candidates.stream().map(Candidate::key).collect(Collectors.toSet()));
        if (!users.problems().isEmpty()) {
            throw TirelessException.failed(users.problems().stream()
                    .map(problem -> problem.message()
                            + problem.hint().map(hint -> "; " + hint).orElse(""))
                    .collect(Collectors.joining("\n")));
        }
        return users.candidates();
    }

    /**
     * Who of {@code resource} and of those that use it stays as it is, because the Stacks and Computes as they are now can not make it; why, for
     * people, as the end of a sentence about it.
     */
    SortedMap<ResourceKey, String> behind(DesiredResource resource) {
        SortedMap<ResourceKey, String> behind = new TreeMap<>();
        ResourceType type = resource.key().type();
        if (type == ResourceType.STACK || type == ResourceType.COMPUTE) {
            Declared itself = new Declared(
                    type == ResourceType.STACK ? found(stack(resource.key(), resource.document())) : List.of(),
                    type == ResourceType.COMPUTE ? found(compute(resource.key(), resource.document())) : List.of());
            present(ResourceType.WORKER)
                    .filter(user -> used(read(user, options(user)), itself).isPresent())
                    .forEach(user -> fault(user).ifPresent(why -> behind.put(user.key(), why)));
        } else if (resource.power() != Power.REMOVED) {
            fault(resource).ifPresent(why -> behind.put(resource.key(), why));
        }
        return behind;
    }

    private static <T> List<T> found(Optional<T> one) {
        return one.stream().toList();
    }

    private Optional<String> fault(DesiredResource user) {
        ReadOptions options = options(user);
        ManifestSet manifests = read(user, options);
        return resolved(user, manifests, options, declared).problems().stream()
                .filter(problem -> problem.isError() && FAULTS.contains(problem.code()))
                .findFirst()
                .map(Problem::message)
                .or(() -> lostCluster(user, manifests, declared))
                .map(why -> "stays at revision %d: %s".formatted(user.revision().number(), why));
    }

    /** Nothing, a candidate, or a problem. */
    private record Again(Optional<Candidate> candidate, Optional<Problem> problem) {
        static final Again NOTHING = new Again(Optional.empty(), Optional.empty());

        void accept(List<Candidate> candidates, List<Problem> problems) {
            candidate.ifPresent(candidates::add);
            problem.ifPresent(problems::add);
        }
    }

    /**
     * A declaration that a worker uses.
     *
     * @param word what it is, for people
     * @param at where it says by which name it is used
     */
    private record Used(String word, Location at) {
        Again refused(ResourceKey user, String why, Optional<String> hint) {
            return new Again(
                    Optional.empty(),
                    Optional.of(new Problem(
                            Problem.Severity.WARNING,
                            word + "-user",
                            at,
                            "%s uses this %s and stays as it is: %s".formatted(user, word, why),
                            hint)));
        }
    }

    private Again again(DesiredResource resource, Declared changed, Declared all) {
        ReadOptions options = options(resource);
        ManifestSet manifests = read(resource, options);
        Optional<Used> used = used(manifests, changed);
        if (used.isEmpty()) {
            return Again.NOTHING;
        }
        Resolution resolution = resolved(resource, manifests, options, all);
        Optional<Problem> error =
                resolution.problems().stream().filter(Problem::isError).findFirst();
        if (error.isPresent()) {
            return used.get()
                    .refused(resource.key(), error.get().message(), error.get().hint());
        }
        Optional<String> lost = lostCluster(resource, manifests, all);
        if (lost.isPresent()) {
            return used.get()
                    .refused(resource.key(), lost.get(), Optional.of("declare it again, or apply the worker anew"));
        }
        return new Again(
                resolution.resources().stream()
                        .filter(now -> now.key().equals(resource.key())
                                && !Dependants.same(
                                        now.spec(), resource.revision().spec()))
                        .findFirst()
                        .map(now -> new Candidate(now.key(), now.spec(), resource.document())),
                Optional.empty());
    }

    /** Nothing moves from a cluster to this machine only because the Compute is gone that was that cluster. */
    private static Optional<String> lostCluster(DesiredResource user, ManifestSet manifests, Declared all) {
        Set<String> names =
                all.computes().stream().map(compute -> compute.meta().name()).collect(Collectors.toSet());
        boolean onCluster = user.revision().spec() instanceof Workload workload
                && workload.cluster().isPresent();
        return manifests.workers().stream()
                .map(worker -> worker.worker().task().execution().computeOrUsual())
                .filter(name -> onCluster && !names.contains(name))
                .findFirst()
                .map("there is no compute `%s`"::formatted);
    }

    private static ReadOptions options(DesiredResource resource) {
        return options(resource.document())
                .in(new WorkspaceChoice(Optional.empty(), resource.key().scope()));
    }

    /** As it was applied. */
    private static ReadOptions options(Document document) {
        return ReadOptions.of(Purpose.APPLY, document.setting().variables()).asLenient();
    }

    private static ManifestSet read(DesiredResource resource, ReadOptions options) {
        return ManifestReader.read(sources(resource.key(), resource.document()), options);
    }

    /** Which of {@code declarations} the workers use, the first one. */
    private static Optional<Used> used(ManifestSet manifests, Declared declarations) {
        List<WorkerSection> workers =
                manifests.workers().stream().map(WorkerManifest::worker).toList();
        Function<StackManifest, Stream<Used>> stacks = stack -> workers.stream()
                .filter(worker -> worker.task()
                        .stack()
                        .reference()
                        .anyVersion()
                        .equals(stack.stack().id().anyVersion()))
                .map(_ -> new Used("stack", stack.valueAt("stack", "name")));
        Function<ComputeManifest, Stream<Used>> computes = compute -> workers.stream()
                .filter(worker -> worker.task()
                        .execution()
                        .computeOrUsual()
                        .equals(compute.meta().name()))
                .map(_ -> new Used("compute", compute.valueAt("name")));
        return Stream.concat(
                        declarations.stacks().stream().flatMap(stacks),
                        declarations.computes().stream().flatMap(computes))
                .findFirst();
    }

    private Resolution resolved(
            DesiredResource resource, ManifestSet manifests, ReadOptions options, Declared declarations) {
        return resolver.resolve(
                manifests, declarations, AppliedFiles.in(ResolveContext.of(options), resource, manifests.workers()));
    }

    private static Optional<StackManifest> stack(ResourceKey key, Document document) {
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();
        return ManifestReader.read(sources(key, document), options).stacks().stream()
                .findFirst();
    }

    private static Optional<ComputeManifest> compute(ResourceKey key, Document document) {
        return ManifestReader.read(sources(key, document), options(document)).computes().stream()
                .findFirst();
    }

    private static Sources sources(ResourceKey key, Document document) {
        return Sources.of(key.toString(), Path.of(document.setting().folder()), document.text());
    }

    private Stream<DesiredResource> present(ResourceType type) {
        return stored.stream().filter(resource -> resource.key().type() == type && resource.power() != Power.REMOVED);
    }
}
