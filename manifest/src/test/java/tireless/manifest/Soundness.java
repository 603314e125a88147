package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tireless.manifest.fix.Fixes;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Problem;

/** What holds for every text, whatever is in it. */
final class Soundness {
    /** More nodes than a document may have, at 2000 documents, would not be bounded. */
    private static final long MOST_NODES = 100_000;

    private Soundness() {}

    /** Reading {@code text} ends with values; every problem has a place in it, and is a sentence on one line. */
    static List<Problem> check(String text) {
        SourceText source = new SourceText("w.yaml", Path.of("/"), text);
        Sources sources = new Sources(List.of(source), List.of());
        ManifestSet set = ManifestReader.read(sources, ReadOptions.of(Purpose.APPLY, Map.of("HOME", "/root")));
        List<String> lines = source.lines();
        for (Problem problem : set.problems()) {
            int line = problem.location().line();
            if (line < 1 || line > lines.size()) {
                throw new AssertionError("no such line: %s in:%n%s".formatted(problem, shortened(text)));
            }
            String at = lines.get(line - 1);
            int column = problem.location().column();
            if (column < 1 || column > at.codePointCount(0, at.length()) + 1) {
                throw new AssertionError("no such column: %s in:%n%s".formatted(problem, shortened(text)));
            }
            if (problem.message().isBlank()
                    || problem.message().contains("\n")
                    || problem.message().length() > 2_000) {
                throw new AssertionError("no sentence: " + problem);
            }
        }
        assertThat(set.all())
                .allSatisfy(manifest -> assertThat(nodes(manifest.tree())).isLessThanOrEqualTo(MOST_NODES));
        assertThat(new ProblemPrinter(List.of(source), false).print(set.problems()))
                .hasSizeLessThan(1_000_000);
        return Fixes.certain(set.problems(), List.of(source));
    }

    /** The nodes that a walk through the tree meets: an alias counts as often as it is written. */
    static long nodes(Node node) {
        return switch (node) {
            case Scalar one -> 1;
            case Sequence sequence ->
                1 + sequence.items().stream().mapToLong(Soundness::nodes).sum();
            case Mapping mapping ->
                1
                        + mapping.entries().stream()
                                .mapToLong(entry -> 1 + nodes(entry.value()))
                                .sum();
        };
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 2_000));
    }
}
