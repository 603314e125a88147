package tireless.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.DocumentText;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Metadata;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.plan.Setting;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.ResolvedResource;
import tireless.stack.WorkloadResolver;

/** Makes candidates of texts: reads, checks and resolves manifests. Safe for use by many threads. */
public final class Intake {
    private static final String USUAL_LAYER = "user";

    private final WorkloadResolver resolver;
    private final Supplier<Collection<DesiredResource>> stored;
    private final BooleanSupplier mails;

    /**
     * @param stored what is desired at the moment: of that, Stacks and Computes are used, and what uses one that becomes another is resolved anew; secrets are looked for
     * @param mails whether a server for mail is configured; asked when a mail is to be sent
     */
    public Intake(WorkloadResolver resolver, Supplier<Collection<DesiredResource>> stored, BooleanSupplier mails) {
        this.resolver = resolver;
        this.stored = stored;
        this.mails = mails;
    }

    /**
     * What was read.
     *
     * @param candidates those whose own documents have no error, in the order of the manifests
     * @param problems all that is wrong, also with the others
     */
    public record Reading(List<Candidate> candidates, List<Problem> problems) {
        public Reading {
            candidates = List.copyOf(candidates);
            problems = List.copyOf(problems);
        }

        public boolean hasErrors() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    /**
     * Reads everything; throws nothing for what a user wrote.
     *
     * @param user the owner of manifests that name none
     */
    public Reading read(Sources sources, ReadOptions options, String user) {
        ManifestSet manifests = ManifestReader.read(sources, options);
        Collection<DesiredResource> known = stored.get();
        DeclarationUsers users = new DeclarationUsers(resolver, known);
        Resolution resolution = resolver.resolve(manifests, users.declared(), ResolveContext.of(options));
        Map<String, SourceText> texts = sources.texts().stream()
                .collect(Collectors.toMap(SourceText::name, Function.identity(), (first, _) -> first));
        List<Candidate> candidates = resolution.resources().stream()
                .map(resource -> candidate(resource, texts, options, user))
                .toList();
        DeclarationUsers.Users affected = users.of(
                new Declared(of(StackManifest.class, resolution), of(ComputeManifest.class, resolution)),
                candidates.stream().map(Candidate::key).collect(Collectors.toSet()));
        return new Reading(
                Stream.concat(candidates.stream(), affected.candidates().stream())
                        .toList(),
                Stream.concat(problems(resolution, known, options).stream(), affected.problems().stream())
                        .toList());
    }

    private static <T extends Manifest> List<T> of(Class<T> kind, Resolution resolution) {
        return resolution.resources().stream()
                .map(ResolvedResource::manifest)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Why a resource, or one that uses it, does not run by the Stacks and Computes as they are now, for people; empty where all do. */
    public List<String> behind(DesiredResource resource) {
        return switch (resource.key().type()) {
            case STACK, COMPUTE, WORKER ->
                new DeclarationUsers(resolver, stored.get())
                        .behind(resource).entrySet().stream()
                                .map(user -> "%s %s"
                                        .formatted(
                                                user.getKey().equals(resource.key()) ? "it" : user.getKey(),
                                                user.getValue()))
                                .toList();
            case BUNDLE,
                    CLUSTER,
                    DATABASE,
                    DEPOT,
                    GRANT,
                    INSTANCE_SECRET,
                    LAKEHOUSE,
                    LENS,
                    MONITOR,
                    OPERATOR,
                    PAGER,
                    POLICY,
                    RESOURCE,
                    SECRET,
                    SERVICE,
                    VOLUME,
                    WORKFLOW,
                    WORKSPACE -> List.of();
        };
    }

    private List<Problem> problems(Resolution resolution, Collection<DesiredResource> known, ReadOptions options) {
        Problems problems = new Problems();
        problems.addAll(resolution.problems());
        Set<ResourceKey> there = Stream.concat(
                        known.stream()
                                .filter(resource -> resource.power() != Power.REMOVED)
                                .map(DesiredResource::key),
                        resolution.resources().stream().map(ResolvedResource::key))
                .collect(Collectors.toSet());
        UnknownComputes.report(resolution.resources(), there, problems);
        ClusterWorkers.report(resolution.resources(), options.purpose(), problems);
        RecipientNeeds.mails(resolution.resources(), mails, problems);
        if (options.purpose().isUse()) {
            MissingSecrets.report(resolution.resources(), known, problems);
            MissingVolumes.report(resolution.resources(), there, problems);
        }
        return problems.inOrder();
    }

    private static Candidate candidate(
            ResolvedResource resource, Map<String, SourceText> texts, ReadOptions options, String user) {
        Manifest manifest = resource.manifest();
        String text = Optional.ofNullable(texts.get(manifest.origin().source()))
                .map(source -> DocumentText.of(manifest, source))
                .orElseThrow(() -> new IllegalStateException("a manifest without its text: " + resource.key()));
        return new Candidate(
                resource.key(),
                resource.spec(),
                new Document(text, metadata(manifest.meta(), user), setting(manifest, options)),
                resource.values());
    }

    /** What a secret is made of is not kept. */
    private static Setting setting(Manifest manifest, ReadOptions options) {
        SortedMap<String, String> variables = new TreeMap<>();
        if (!manifest.meta().type().isSecret()) {
            manifest.origin()
                    .variables()
                    .forEach(name -> variables.put(name, options.environment().get(name)));
        }
        return new Setting(manifest.origin().folder().toString(), variables);
    }

    private static Metadata metadata(Meta meta, String user) {
        return new Metadata(
                meta.version(),
                meta.about().title(),
                meta.about().description(),
                meta.about().tags(),
                meta.owner().orElse(user),
                meta.layer().orElse(USUAL_LAYER));
    }
}
