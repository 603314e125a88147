package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;

/** Manifests as people publish them are read without an error, in whatever way their editor saved them. */
class PublishedShapesTest {
    private static final Path FOLDER = Path.of("src/test/resources/published");

    private static Stream<Path> published() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    static Stream<Named> everyForm() throws IOException {
        return published().flatMap(file -> {
            String name = file.getFileName().toString();
            String text = text(file);
            return Stream.of(
                    new Named(name, text),
                    new Named(name + ", Windows line ends", text.replace("\n", "\r\n")),
                    new Named(name + ", old Macintosh line ends", text.replace('\n', '\r')),
                    new Named(name + ", byte order mark", "\ufeff" + text),
                    new Named(name + ", no last line end", text.stripTrailing()),
                    new Named(
                            name + ", comments between documents",
                            text.replace("\n---\n", "\n# x\n\n--- # y\n# z\n\n")),
                    new Named(name + ", ends marked", text + "...\n---\n# nothing\n"),
                    new Named(
                            name + ", spaces behind values", lines(text, line -> line.isEmpty() ? line : line + "   ")),
                    new Named(
                            name + ", tabs behind keys",
                            lines(text, line -> line.replaceFirst("^( *[a-zA-Z]+): (?=\\w)", "$1:\t"))),
                    new Named(
                            name + ", tabs behind lines",
                            lines(text, line -> line.matches(" *[a-zA-Z]+: [\\w./]+") ? line + "\t" : line)),
                    new Named(
                            name + ", comments behind values",
                            lines(text, line -> line.matches(" *(- )?[a-zA-Z]+: \\w+") ? line + " # why" : line)),
                    new Named(name + ", a directive", "%YAML 1.2\n---\n" + text.replaceFirst("^---\n", "")));
        });
    }

    record Named(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void noManifestOfThePublicStyleHasAnError(Named form) {
        byte[] bytes = form.text().getBytes(StandardCharsets.UTF_8);
        Sources sources = SourceReader.load(List.of("-"), Reads.FOLDER, false, new ByteArrayInputStream(bytes));
        ManifestSet set = ManifestReader.read(sources, ReadOptions.of(Purpose.LINT, Map.of()));
        assertThat(Reads.problems(set)).noneMatch(problem -> problem.contains(" error "));
        assertThat(set.all()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("published")
    void anAttributeTooManyIsFoundInEachOfThem(Path file) {
        String text = text(file) + "\nfrobnicate: 1\n";
        assertThat(Reads.problems(Reads.lint(text)))
                .anyMatch(problem -> problem.contains("unknown attribute `frobnicate`"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String lines(String text, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.replaceAll(change);
        return String.join("\n", lines);
    }
}
