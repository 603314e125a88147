package tireless.stack.defined;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.YamlText;
import tireless.stack.ConfigName;

/** The text that a template was rendered to, as YAML. Its places are lines of that text, not of the template. */
final class RenderedFiles {
    private static final int LONGEST_SHOWN = 80;

    private RenderedFiles() {}

    /**
     * The files that a {@code configFileTemplate} makes: each key is a name, each value a content.
     *
     * @param problem told what is wrong, in one sentence
     */
    static SortedMap<String, String> read(String template, String rendered, Consumer<String> problem) {
        SortedMap<String, String> files = new TreeMap<>();
        mapping(template, rendered, problem)
                .ifPresent(mapping -> mapping.entries().forEach(entry -> {
                    if (!ConfigName.isOne(entry.name())) {
                        problem.accept("%s renders a file `%s`, which can not be its name: %s"
                                .formatted(template, shown(entry.name()), ConfigName.ADVICE));
                    } else if (entry.value() instanceof Scalar content) {
                        files.put(entry.name(), content.isNull() ? "" : content.text());
                    } else {
                        problem.accept("%s renders `%s` to %s, and a file needs a text: put a `|` behind the name"
                                .formatted(template, entry.name(), entry.value().what()));
                    }
                }));
        return files;
    }

    /** Short enough for a message. */
    static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Empty where nothing was rendered, or no mapping. */
    static Optional<Mapping> mapping(String template, String rendered, Consumer<String> problem) {
        Problems problems = new Problems();
        List<Document> documents = YamlText.parse(new SourceText(template, Path.of("/"), rendered), problems);
        if (problems.count() > 0) {
            var first = problems.inOrder().getFirst();
            problem.accept("%s renders to a text that is no YAML, in its line %d: %s"
                    .formatted(template, first.location().line(), first.message()));
            return Optional.empty();
        }
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        if (documents.getFirst().root() instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problem.accept("%s renders to %s, and a mapping is needed"
                .formatted(template, documents.getFirst().root().what()));
        return Optional.empty();
    }
}
