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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.source.Sources;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.WorkloadResolver;

/** Stacks that were declared before, and what uses one that is declared anew: that is resolved again, as it was applied. */
final class StackUsers {
    /** Of what lies in a Stack, and not in who uses it. */
    private static final Set<String> FAULTS = Set.of("stack-failed", "stack-spec", "stack-not-here", "unknown-stack");

    private final WorkloadResolver resolver;
    private final Collection<DesiredResource> stored;
    private final List<StackManifest> declared;

    /** @param stored what is desired at one instant */
    StackUsers(WorkloadResolver resolver, Collection<DesiredResource> stored) {
        this.resolver = resolver;
        this.stored = stored;
        this.declared = present(ResourceType.STACK)
                .flatMap(resource -> stack(resource.key(), resource.document()).stream())
                .toList();
    }

    /** What became of the users of stacks. */
    record Users(List<Candidate> candidates, List<Problem> problems) {}

    /** The Stacks that are stored. */
    List<StackManifest> declared() {
        return declared;
    }

    /**
     * What uses one of {@code changed}, and becomes something else by it. What can not be resolved any more stays as it is, with a
     * warning.
     *
     * @param applied what is applied anyway
     */
    Users of(List<StackManifest> changed, Set<ResourceKey> applied) {
        List<Candidate> candidates = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<StackReference> families = new HashSet<>();
        changed.forEach(stack -> families.add(stack.stack().id().anyVersion()));
        if (!families.isEmpty()) {
            List<StackManifest> all = new ArrayList<>(changed);
            Set<String> names = new HashSet<>();
            changed.forEach(stack -> names.add(stack.meta().name()));
            declared.stream()
                    .filter(stack -> !names.contains(stack.meta().name()))
                    .forEach(all::add);
            present(ResourceType.WORKER)
                    .filter(resource -> !applied.contains(resource.key()))
                    .forEach(resource ->
                            again(resource, families, all, changed.getFirst()).accept(candidates, problems));
        }
        return new Users(candidates, problems);
    }

    /**
     * The same for Stacks that become what they once were.
     *
     * @throws TirelessException FAILED where one of their users can not be resolved by them
     */
    List<Candidate> of(List<Candidate> candidates) {
        List<StackManifest> stacks = candidates.stream()
                .filter(candidate -> candidate.key().type() == ResourceType.STACK)
                .flatMap(candidate -> stack(candidate.key(), candidate.document()).stream())
                .toList();
        Users users = of(stacks, candidates.stream().map(Candidate::key).collect(Collectors.toSet()));
        if (!users.problems().isEmpty()) {
            throw TirelessException.failed(users.problems().stream()
                    .map(problem -> problem.message()
                            + problem.hint().map(hint -> "; " + hint).orElse(""))
                    .collect(Collectors.joining("\n")));
        }
        return users.candidates();
    }

    /**
     * Who of {@code resource} and of those that use it stays as it is, because the Stacks as they are now can not make it; why, for
     * people, as the end of a sentence about it.
     */
    SortedMap<ResourceKey, String> behind(DesiredResource resource) {
        SortedMap<ResourceKey, String> behind = new TreeMap<>();
        if (resource.key().type() == ResourceType.STACK) {
            Set<StackReference> family = stack(resource.key(), resource.document()).stream()
                    .map(stack -> stack.stack().id().anyVersion())
                    .collect(Collectors.toSet());
            present(ResourceType.WORKER)
                    .filter(user -> uses(read(user, options(user)), family))
                    .forEach(user -> fault(user).ifPresent(why -> behind.put(user.key(), why)));
        } else if (resource.power() != Power.REMOVED) {
            fault(resource).ifPresent(why -> behind.put(resource.key(), why));
        }
        return behind;
    }

    private Optional<String> fault(DesiredResource user) {
        ReadOptions options = options(user);
        return resolved(user, read(user, options), options, declared).problems().stream()
                .filter(problem -> problem.isError() && FAULTS.contains(problem.code()))
                .findFirst()
                .map(fault ->
                        "stays at revision %d: %s".formatted(user.revision().number(), fault.message()));
    }

    /** Nothing, a candidate, or a problem. */
    private record Again(Optional<Candidate> candidate, Optional<Problem> problem) {
        static final Again NOTHING = new Again(Optional.empty(), Optional.empty());

        void accept(List<Candidate> candidates, List<Problem> problems) {
            candidate.ifPresent(candidates::add);
            problem.ifPresent(problems::add);
        }
    }

    private Again again(
            DesiredResource resource, Set<StackReference> families, List<StackManifest> stacks, StackManifest changed) {
        ReadOptions options = options(resource);
        ManifestSet manifests = read(resource, options);
        if (!uses(manifests, families)) {
            return Again.NOTHING;
        }
        Resolution resolution = resolved(resource, manifests, options, stacks);
        Optional<Problem> error =
                resolution.problems().stream().filter(Problem::isError).findFirst();
        if (error.isPresent()) {
            return new Again(
                    Optional.empty(),
                    Optional.of(new Problem(
                            Problem.Severity.WARNING,
                            "stack-user",
                            changed.valueAt("stack", "name"),
                            "%s uses this stack and stays as it is: %s"
                                    .formatted(resource.key(), error.get().message()),
                            error.get().hint())));
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

    private static ReadOptions options(DesiredResource resource) {
        return ReadOptions.of(Purpose.APPLY, resource.document().setting().variables())
                .asLenient()
                .in(new WorkspaceChoice(Optional.empty(), resource.key().scope()));
    }

    private static ManifestSet read(DesiredResource resource, ReadOptions options) {
        return ManifestReader.read(sources(resource.key(), resource.document()), options);
    }

    private static boolean uses(ManifestSet manifests, Set<StackReference> families) {
        return manifests.workers().stream()
                .map(WorkerManifest::worker)
                .anyMatch(worker ->
                        families.contains(worker.task().stack().reference().anyVersion()));
    }

    private Resolution resolved(
            DesiredResource resource, ManifestSet manifests, ReadOptions options, List<StackManifest> stacks) {
        return resolver.resolve(
                manifests, stacks, AppliedFiles.in(ResolveContext.of(options), resource, manifests.workers()));
    }

    private static Optional<StackManifest> stack(ResourceKey key, Document document) {
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();
        return ManifestReader.read(sources(key, document), options).stacks().stream()
                .findFirst();
    }

    private static Sources sources(ResourceKey key, Document document) {
        return Sources.of(key.toString(), Path.of(document.setting().folder()), document.text());
    }

    private Stream<DesiredResource> present(ResourceType type) {
        return stored.stream().filter(resource -> resource.key().type() == type && resource.power() != Power.REMOVED);
    }
}
