package tireless.manifest.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.source.SourceText;
import tireless.model.Location;
import tireless.model.Plural;
import tireless.model.Problem;

/**
 * Problems as a compiler prints them: place, sentence, the line itself with a mark below, what to do. Control characters
 * of the text never reach the terminal, and values that look secret are not shown.
 */
public final class ProblemPrinter {
    private static final int MOST = 200;

    private final Map<String, SourceLines> sources = new HashMap<>();
    private final Style style;

    /**
     * @param texts where the lines come from; a problem of another source is printed without its line
     * @param colour whether the output is for a terminal that shows colours
     */
    public ProblemPrinter(List<SourceText> texts, boolean colour) {
        texts.forEach(text -> sources.put(text.name(), new SourceLines(text)));
        this.style = colour ? Style.COLOUR : Style.PLAIN;
    }

    /** The first 200 problems and a summary of all; nothing for none. Each line ends with a line feed. */
    public String print(List<Problem> problems) {
        StringBuilder out = new StringBuilder();
        problems.stream().limit(MOST).forEach(problem -> print(problem, out));
        if (problems.size() > MOST) {
            out.append("… and ").append(problems.size() - MOST).append(" more\n");
        }
        if (!problems.isEmpty()) {
            out.append(summary(problems)).append('\n');
        }
        return out.toString();
    }

    /** {@code 2 errors, 1 warning in 1 file, 2 of them can be fixed: tireless lint --fix}. */
    public static String summary(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.size() - errors;
        long files = problems.stream()
                .map(problem -> problem.location().source())
                .distinct()
                .count();
        String found = errors == 0
                ? Plural.of(warnings, "warning")
                : warnings == 0
                        ? Plural.of(errors, "error")
                        : Plural.of(errors, "error") + ", " + Plural.of(warnings, "warning");
        return found + " in " + Plural.of(files, "file") + fixable(problems);
    }

    private static String fixable(List<Problem> problems) {
        long fixable =
                problems.stream().filter(problem -> problem.fix().isPresent()).count();
        if (fixable == 0) {
            return "";
        }
        String which = problems.size() == 1 ? "it" : fixable + " of them";
        return ", %s can be fixed: tireless lint --fix".formatted(which);
    }

    private void print(Problem problem, StringBuilder out) {
        Location at = problem.location();
        String severity = problem.isError() ? style.error("error:") : style.warning("warning:");
        out.append(style.bold(TerminalText.of(at.toString()) + ":"))
                .append(' ')
                .append(severity)
                .append(' ')
                .append(TerminalText.of(problem.message()))
                .append(" [")
                .append(problem.code())
                .append("]\n");
        Optional<SourceLines> source = Optional.ofNullable(sources.get(at.source()));
        source.flatMap(lines -> lines.line(at.line())).ifPresent(text -> {
            Excerpt excerpt = Excerpt.of(text, source.get().shownColumn(at.line(), at.column()));
            String number = String.valueOf(at.line());
            out.append("  ").append(number).append(" | ").append(excerpt.text()).append('\n');
            out.append("  ").append(" ".repeat(number.length())).append(" | ");
            out.append(" ".repeat(excerpt.caret())).append(style.error("^")).append('\n');
        });
        problem.hint()
                .ifPresent(hint -> out.append("  ")
                        .append(style.hint("hint:"))
                        .append(' ')
                        .append(TerminalText.of(hint))
                        .append(problem.fix().isPresent() ? " (fixable)" : "")
                        .append('\n'));
    }
}
