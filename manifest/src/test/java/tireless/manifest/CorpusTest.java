package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tireless.manifest.fix.Fixes;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.testing.Corpus;

class CorpusTest {
    /** Files whose errors are right: a line per file, a reason as a comment above it, and its errors indented below it. */
    private static final String REVIEWED = "/corpus-rightly-refused.txt";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{\\{[^}]*}}|\\$\\{(?!\\w+})[^!{}][^}]*}");

    private static ManifestSet lint(Path file) throws IOException {
        return read(file, Purpose.LINT);
    }

    private static ManifestSet read(Path file, Purpose purpose) throws IOException {
        return ManifestReader.read(
                Sources.of(file.getFileName().toString(), file.getParent(), Files.readString(file)),
                ReadOptions.of(purpose, Map.of()));
    }

    private static Map<String, List<String>> reviewed() throws IOException {
        Map<String, List<String>> reviewed = new TreeMap<>();
        String file = "";
        try (InputStream text = Objects.requireNonNull(CorpusTest.class.getResourceAsStream(REVIEWED))) {
            for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("    ")) {
                    reviewed.computeIfAbsent(file, _ -> new ArrayList<>()).add(line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    file = line.strip();
                }
            }
        }
        return reviewed;
    }

    @Test
    void everyPublishedManifestIsReadOrRightlyRefused() throws IOException {
        Path concrete = Corpus.required().resolve("concrete");
        Map<String, List<String>> refused = new TreeMap<>();
        for (Path file : Corpus.files(concrete)) {
            List<String> errors = errors(lint(file));
            if (!errors.isEmpty()) {
                refused.put(concrete.relativize(file).toString(), errors);
            }
        }
        assertThat(refused).isEqualTo(reviewed());
    }

    @Test
    void whatIsSoundIsAManifestOfItsKind() throws IOException {
        Path concrete = Corpus.required().resolve("concrete");
        for (Path file : Corpus.files(concrete)) {
            ManifestSet set = lint(file);
            if (!set.hasErrors()) {
                String kind = concrete.relativize(file).getName(0).toString();
                assertThat(set.all())
                        .as(file.toString())
                        .isNotEmpty()
                        .allMatch(manifest -> manifest.meta().type().keyword().equals(kind));
            }
        }
    }

    @Test
    void everyPlaceholderIsAnErrorAtItsLine() throws IOException {
        for (Path file : Corpus.files(Corpus.required().resolve("with-placeholders"))) {
            List<String> wanted = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String code = lines.get(i).replaceAll("(^|\\s)#.*", "");
                int line = i + 1;
                PLACEHOLDER
                        .matcher(code)
                        .results()
                        .forEach(found -> wanted.add("%d:%d error placeholder".formatted(line, found.start() + 1)));
            }
            assertThat(errors(lint(file)).stream()
                            .map(error -> error.replaceAll("(?s)(placeholder): .*", "$1"))
                            .toList())
                    .as(file.toString())
                    .containsAll(wanted);
            if (wanted.isEmpty()) {
                // Nothing but variables, which the environment of an apply may well have.
                assertThat(errors(read(file, Purpose.APPLY)))
                        .as(file.toString())
                        .anyMatch(error -> error.contains("unset-variable"));
            }
        }
    }

    @Test
    void fixingMakesNoNewErrorAndIsDoneAtOnce() throws IOException {
        int changed = 0;
        for (Path file : Corpus.files(Corpus.required())) {
            String text = Files.readString(file);
            String fixed = Fixes.all(text, CorpusTest::certain);
            changed += fixed.equals(text) ? 0 : 1;
            assertThat(fixed.lines())
                    .as(file.toString())
                    .hasSameSizeAs(text.lines().toList());
            assertThat(messages(text)).as(file.toString()).containsAll(messages(fixed));
            assertThat(certain(fixed))
                    .as(file.toString())
                    .allMatch(problem -> problem.fix().isEmpty());
        }
        assertThat(changed).isPositive();
    }

    private static List<Problem> certain(String text) {
        Sources sources = Sources.of("w.yaml", Reads.FOLDER, text);
        return Fixes.certain(
                ManifestReader.read(sources, ReadOptions.of(Purpose.LINT, Map.of()))
                        .problems(),
                sources.texts());
    }

    private static List<String> messages(String text) {
        return certain(text).stream()
                .filter(Problem::isError)
                .map(Problem::message)
                .toList();
    }

    private static List<String> errors(ManifestSet set) {
        return Reads.problems(set).stream()
                .filter(problem -> problem.contains(" error "))
                .toList();
    }
}
