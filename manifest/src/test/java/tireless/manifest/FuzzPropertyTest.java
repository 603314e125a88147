package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import tireless.model.Problem;
import tireless.testing.Corpus;

/** Texts that look like YAML, mutations of manifests, and texts that are made to hurt: reading them ends, and with values. */
class FuzzPropertyTest {
    private static final String WORKER = "name: a\nversion: v1beta\ntype: worker\nworker:\n  stack: process\n";
    private static final List<String> WORDS = List.of(
            "name: a",
            "version: v1beta",
            "version: v1",
            "type: worker",
            "type: workflow",
            "type: secret",
            "type: stack",
            "worker:",
            "workflow:",
            "secret:",
            "stack: x",
            "dag:",
            "- name: j",
            "spec:",
            "file: x",
            "data:",
            "acl: r",
            "replicas: 2",
            "replica: \"2\"",
            "resource:",
            "limit: {cpu: 1}",
            "envs: {A: $B}",
            "<<: *a",
            "&a",
            "*a",
            "- *a",
            "schedule: {cron: * * * * *}",
            "tags: [a",
            "]",
            "}",
            "shell: |",
            ">-",
            "dependencies: [j]",
            "$X",
            "---",
            "...");
    private static final List<String> MANIFESTS = manifests();

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void aTextThatLooksLikeYamlIsRead(@ForAll("yamlLike") String text) {
        var _ = Soundness.check(text);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void aMutatedManifestIsRead(@ForAll long seed) {
        Random random = new Random(seed);
        String whole = MANIFESTS.get(random.nextInt(MANIFESTS.size()));
        var _ = Soundness.check(MutationTest.mutated(whole, random));
    }

    @Property(tries = 60)
    void whatIsNestedDeeplyIsRefused(
            @ForAll @IntRange(min = 101, max = 20_000) int depth, @ForAll("openings") String opening) {
        List<Problem> problems = Soundness.check("a: \n  " + opening.repeat(depth));
        assertThat(problems).extracting(Problem::code).containsAnyOf("too-deep", "yaml");
    }

    @Property(tries = 60)
    void aliasesAreCountedAsOftenAsTheyAreWritten(
            @ForAll @IntRange(min = 1, max = 60) int width, @ForAll @IntRange(min = 1, max = 40) int levels) {
        StringBuilder bomb = new StringBuilder(WORKER).append("  stackSpec:\n    x0: &x0 [a, b]\n");
        double nodes = 3;
        for (int level = 1; level <= levels; level++) {
            String items = String.join(", ", java.util.Collections.nCopies(width, "*x" + (level - 1)));
            bomb.append("    x%d: &x%d [%s]%n".formatted(level, level, items));
            nodes = 1 + width * nodes;
        }
        boolean refused = Soundness.check(bomb.toString()).stream()
                .anyMatch(problem -> problem.code().equals("too-large"));
        assertThat(refused || nodes <= 100_000).isTrue();
    }

    @Property(tries = 30)
    void mergedMappingsAreCountedToo(
            @ForAll @IntRange(min = 1, max = 400) int keys, @ForAll @IntRange(min = 1, max = 400) int uses) {
        StringBuilder text = new StringBuilder(WORKER).append("  stackSpec:\n    a: &a\n");
        for (int key = 0; key < keys; key++) {
            text.append("      k").append(key).append(": 1\n");
        }
        for (int use = 0; use < uses; use++) {
            text.append("    b").append(use).append(": {<<: [*a, *a]}\n");
        }
        var _ = Soundness.check(text.toString());
    }

    @Provide
    Arbitrary<String> yamlLike() {
        Arbitrary<String> word = Arbitraries.of(WORDS);
        Arbitrary<String> piece = Arbitraries.of(MutationTest.PIECES);
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<String> content = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, word), net.jqwik.api.Tuple.of(2, piece), net.jqwik.api.Tuple.of(1, noise));
        Arbitrary<String> line = Combinators.combine(Arbitraries.integers().between(0, 5), content)
                .as((indent, text) -> "  ".repeat(indent) + text);
        return line.list().ofMaxSize(60).map(lines -> String.join("\n", lines));
    }

    @Provide
    Arbitrary<String> openings() {
        return Arbitraries.of("[", "{a: ", "- ", "[{a: ", "? ", "[[a], ");
    }

    static List<String> manifests() {
        List<Path> files = new ArrayList<>(Corpus.files(Path.of("src/test/resources/published")));
        Corpus.folder().ifPresent(folder -> files.addAll(Corpus.files(folder)));
        return Stream.concat(files.stream().map(FuzzPropertyTest::text), Stream.of(MutationTest.WHOLE))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
