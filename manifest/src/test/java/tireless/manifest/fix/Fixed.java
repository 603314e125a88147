package tireless.manifest.fix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

/** Reads texts and fixes them as lint does. */
final class Fixed {
    private Fixed() {}

    static List<Problem> problems(String text) {
        SourceText source = new SourceText("w.yaml", Path.of("/some/folder"), text);
        List<Problem> problems = ManifestReader.read(
                        new Sources(List.of(source), List.of()), ReadOptions.of(Purpose.LINT, Map.of()))
                .problems();
        return Fixes.certain(problems, List.of(source));
    }

    static List<Problem> fixable(String text) {
        return problems(text).stream()
                .filter(problem -> problem.fix().isPresent())
                .toList();
    }

    static List<String> errors(String text) {
        return problems(text).stream()
                .filter(Problem::isError)
                .map(problem -> problem.code() + ": " + problem.message())
                .toList();
    }

    static String of(String text) {
        return Fixes.all(text, Fixed::problems);
    }
}
