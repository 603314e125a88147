package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

class CorpusTest {
    /** Files whose errors are right, each with all of them and the reason. */
    private static final Map<String, List<String>> RIGHTLY_REFUSED = Map.of(
            // `input` and `output` stand beside an empty `stackSpec` instead of in it.
            "bento3-worker-sample-b38d9718.yaml",
            List.of(
                    "23:3 error unknown-attribute: unknown attribute `input`",
                    "29:3 error unknown-attribute: unknown attribute `output`"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{\\{[^}]*}}");

    private static Path folder() {
        Optional<Path> folder = Corpus.folder();
        assumeThat(folder)
                .as("no folder shared/corpus/dataos beside the checkout or above it")
                .isPresent();
        return folder.orElseThrow();
    }

    private static ManifestSet lint(Path file) throws IOException {
        return ManifestReader.read(
                Sources.of(file.getFileName().toString(), file.getParent(), Files.readString(file)),
                ReadOptions.of(Purpose.LINT, Map.of()));
    }

    @Test
    void everyPublishedWorkerIsReadOrRightlyRefused() throws IOException {
        Map<String, List<String>> refused = new TreeMap<>();
        for (Path file : Corpus.files(folder().resolve("concrete/worker"))) {
            ManifestSet set = lint(file);
            assertThat(set.workers()).as(file.toString()).hasSize(1);
            List<String> errors = Reads.problems(set).stream()
                    .filter(problem -> problem.contains(" error "))
                    .toList();
            if (!errors.isEmpty()) {
                refused.put(file.getFileName().toString(), errors);
            }
        }
        assertThat(refused).isEqualTo(RIGHTLY_REFUSED);
    }

    @Test
    void everyPlaceholderOfAWorkerIsAnErrorAtItsLine() throws IOException {
        for (Path file : Corpus.files(folder().resolve("with-placeholders/worker"))) {
            List<String> wanted = new java.util.ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String code = lines.get(i).replaceAll("(^|\\s)#.*", "");
                int line = i + 1;
                PLACEHOLDER
                        .matcher(code)
                        .results()
                        .forEach(found -> wanted.add("%d:%d error placeholder: the placeholder `%s` is not filled in"
                                .formatted(line, found.start() + 1, found.group())));
            }
            assertThat(Reads.problems(lint(file))).as(file.toString()).containsAll(wanted);
            assertThat(wanted).isNotEmpty();
        }
    }

    @Test
    void everyOtherTypeIsRefusedInOneSentenceAndNothingElse() throws IOException {
        int seen = 0;
        for (Path file : Corpus.files(folder())) {
            if (file.toString().contains("/worker/")) {
                continue;
            }
            List<Problem> problems = lint(file).problems();
            assertThat(problems).as(file.toString()).isNotEmpty();
            List<String> codes = problems.stream().map(Problem::code).distinct().toList();
            assertThat(codes).as(file + " " + problems).isSubsetOf("unsupported-type", "key-not-text", "duplicate-key");
            seen++;
        }
        assertThat(seen).isGreaterThan(300);
    }
}
