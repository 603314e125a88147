package tireless.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the page of promises names as proof is there: {@code SomeTest.someMethod}, or {@code SomeTest} as a whole. */
class PromisesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/guide/promises.md");
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?`");

    @TestFactory
    Stream<DynamicTest> everyProofExists() throws IOException {
        List<Path> sources = testSources();
        return PROOF.matcher(Files.readString(PAGE))
                .results()
                .map(proof -> DynamicTest.dynamicTest(
                        proof.group(),
                        () -> assertThat(isThere(sources, proof.group(1), Optional.ofNullable(proof.group(2))))
                                .as("%s, named as proof in %s", proof.group(), ROOT.relativize(PAGE))
                                .isTrue()));
    }

    @Test
    void everyPromiseNamesItsProof() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| promise"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allMatch(row -> PROOF.matcher(row).find());
    }

    @Test
    void whatIsNotThereIsNoticed() throws IOException {
        List<Path> sources = testSources();

        assertThat(isThere(sources, "PromisesTest", Optional.of("whatIsNotThereIsNoticed")))
                .isTrue();
        assertThat(isThere(sources, "PromisesTest", Optional.of("no" + "SuchMethod")))
                .isFalse();
        assertThat(isThere(sources, "NoSuchTest", Optional.empty())).isFalse();
    }

    private static boolean isThere(List<Path> sources, String type, Optional<String> method) throws IOException {
        for (Path source : sources) {
            // Of one name there may be several, in different modules.
            if (source.getFileName().toString().equals(type + ".java")
                    && (method.isEmpty() || Files.readString(source).contains(" " + method.get() + "("))) {
                return true;
            }
        }
        return false;
    }

    /** The contracts that tests inherit are main sources of a module of their own. */
    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (path, attributes) -> attributes.isRegularFile()
                        && path.toString().endsWith(".java")
                        && (path.toString().contains("/src/test/") || path.startsWith(ROOT.resolve("testing"))))) {
            return files.toList();
        }
    }
}
