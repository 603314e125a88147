package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.TextEdit.Replacement;
import tireless.model.TextEdit.Unquoting;

/** The fixes of single words. There is none for what variables made, or what takes more than one line. */
public final class Corrections {
    private Corrections() {}

    /** The word at {@code at} becomes {@code right}. */
    static Fix replace(Location at, String word, String right) {
        return new Fix("`%s` becomes `%s`".formatted(word, right), List.of(new Replacement(at, word, right)));
    }

    /** The key or value {@code written} becomes {@code right}; its quotes stay. */
    public static Optional<Fix> replace(Scalar written, String right) {
        return wordOf(written).map(word -> {
            Location at = written.at();
            int quote = written.style() == Scalar.Style.QUOTED ? 1 : 0;
            Location inside = new Location(at.source(), at.line(), at.column() + quote);
            return new Fix(
                    "%s becomes `%s`".formatted(written.shown(), right), List.of(new Replacement(inside, word, right)));
        });
    }

    /** What stands in quotes becomes a number or a boolean. */
    static Optional<Fix> unquote(Scalar written) {
        return wordOf(written)
                .filter(_ -> written.style() == Scalar.Style.QUOTED)
                .map(word -> new Fix(
                        "%s without its quotes".formatted(written.shown()),
                        List.of(new Unquoting(written.at(), word))));
    }

    /** What stands without quotes becomes text for every reader of YAML. */
    static Optional<Fix> quote(Scalar written) {
        return around(written, "\"", "\"", "%s in quotes");
    }

    /** A single word becomes a list of it alone. */
    static Optional<Fix> list(Scalar written) {
        return around(written, "[", "]", "%s in brackets");
    }

    private static Optional<Fix> around(Scalar written, String before, String after, String what) {
        return wordOf(written)
                .filter(word -> written.style() == Scalar.Style.PLAIN && word.matches("[-+./\\w]+"))
                .map(word -> new Fix(
                        what.formatted(written.shown()),
                        List.of(new Replacement(written.at(), word, before + word + after))));
    }

    private static Optional<String> wordOf(Scalar written) {
        boolean word = written.fill() == Scalar.Fill.WRITTEN
                && written.style() != Scalar.Style.BLOCK
                && written.lastLine() == written.at().line()
                && !written.text().isEmpty()
                && written.text().indexOf('\n') < 0;
        return word ? Optional.of(written.text()) : Optional.empty();
    }
}
