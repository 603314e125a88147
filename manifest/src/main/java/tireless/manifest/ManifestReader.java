package tireless.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.interpolate.Interpolation;
import tireless.manifest.interpolate.Scope;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Origin;
import tireless.manifest.problem.Problems;
import tireless.manifest.read.DocumentReader;
import tireless.manifest.read.KindReader;
import tireless.manifest.read.Reading;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.YamlText;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.ResourceType;

/** Reads manifests. Never throws for what is in a text: every problem of every document is in the result. Pure. */
public final class ManifestReader {
    private final ReadOptions options;
    private final Problems problems = new Problems();
    private final Reading reading;
    private final List<Manifest> manifests = new ArrayList<>();

    private ManifestReader(ReadOptions options) {
        this.options = options;
        this.reading = new Reading(problems, options.lenient());
    }

    public static ManifestSet read(Sources sources, ReadOptions options) {
        ManifestReader reader = new ManifestReader(options);
        reader.problems.addAll(sources.problems());
        for (SourceText source : sources.texts()) {
            reader.read(source, sources.texts().size() == 1);
        }
        Identities.check(reader.manifests, options.workspace(), options.purpose(), reader.problems);
        if (options.purpose() == Purpose.RUN) {
            NotRun.refuse(reader.manifests, reader.problems);
        }
        return new ManifestSet(reader.manifests, reader.problems.inOrder(), sources);
    }

    private void read(SourceText source, boolean only) {
        int before = problems.count();
        List<Document> documents = YamlText.parse(source, problems);
        if (documents.isEmpty() && problems.count() == before) {
            reportEmpty(source, only);
        }
        List<String> lines = source.lines();
        for (Document document : documents) {
            DocumentReader.mapping(document.root(), reading)
                    .flatMap(root -> read(root, lines, document, source))
                    .ifPresent(manifests::add);
        }
    }

    private Optional<? extends Manifest> read(
            Mapping written, List<String> lines, Document document, SourceText source) {
        if (DocumentReader.isForeign(written, reading)) {
            return Optional.empty();
        }
        Optional<ResourceType> early = plainType(written);
        Scope scope = options.interpolate() ? early.map(Scope::of).orElse(Scope.EVERYWHERE) : Scope.NOWHERE;
        Interpolation.Replaced replaced = Interpolation.replace(
                written, lines, options.environment(), scope, options.purpose().isUse(), problems);
        Origin origin = new Origin(
                source.name(), source.folder(), document.firstLine(), document.lastLine(), replaced.variables());
        return DocumentReader.mapping(replaced.root(), reading)
                .flatMap(mapping -> DocumentReader.type(mapping, reading)
                        .flatMap(type -> KindReader.read(type, mapping, origin, reading)));
    }

    private static Optional<ResourceType> plainType(Mapping written) {
        return written.get("type")
                .flatMap(node -> node instanceof Scalar type ? ResourceType.of(type.text()) : Optional.empty());
    }

    private void reportEmpty(SourceText source, boolean only) {
        problems.add(new Problem(
                only ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                "no-manifest",
                new Location(source.name(), 1, 1),
                source.text().isBlank() ? "the text is empty" : "there is no manifest here, only comments",
                Optional.of("a manifest has `name:`, `version:`, `type:` and a section named like the type")));
    }
}
