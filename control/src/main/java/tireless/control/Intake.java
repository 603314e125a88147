package tireless.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.manifest.DocumentText;
import tireless.manifest.ManifestReader;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Meta;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Metadata;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.plan.Candidate;
import tireless.plan.Document;
import tireless.secret.DeclaredSecret;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.ResolvedResource;
import tireless.stack.StackCatalog;
import tireless.stack.WorkloadResolver;

/** Makes candidates of texts: reads, checks and resolves manifests. Safe for use by many threads. */
public final class Intake {
    private static final String USUAL_LAYER = "user";

    private final WorkloadResolver resolver;
    private final Function<ResourceKey, Optional<DeclaredSecret>> secrets;

    /** Where there are no secrets but those of the texts. */
    public Intake(StackCatalog stacks) {
        this(stacks, _ -> Optional.empty());
    }

    /** @param secrets those that there are */
    public Intake(StackCatalog stacks, Function<ResourceKey, Optional<DeclaredSecret>> secrets) {
        this.resolver = new WorkloadResolver(stacks);
        this.secrets = secrets;
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
        Resolution resolution = resolver.resolve(ManifestReader.read(sources, options), ResolveContext.of(options));
        Map<String, SourceText> texts = sources.texts().stream()
                .collect(Collectors.toMap(SourceText::name, Function.identity(), (first, _) -> first));
        List<Candidate> candidates = resolution.resources().stream()
                .map(resource -> candidate(resource, texts, user))
                .toList();
        if (!options.purpose().isUse()) {
            return new Reading(candidates, resolution.problems());
        }
        Problems problems = new Problems();
        problems.addAll(resolution.problems());
        MissingSecrets.report(resolution.resources(), secrets, problems);
        return new Reading(candidates, problems.inOrder());
    }

    private static Candidate candidate(ResolvedResource resource, Map<String, SourceText> texts, String user) {
        Manifest manifest = resource.manifest();
        String text = Optional.ofNullable(texts.get(manifest.origin().source()))
                .map(source -> DocumentText.of(manifest, source))
                .orElseThrow(() -> new IllegalStateException("a manifest without its text: " + resource.key()));
        return new Candidate(
                resource.key(),
                resource.spec(),
                new Document(text, metadata(manifest.meta(), user)),
                resource.values());
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
