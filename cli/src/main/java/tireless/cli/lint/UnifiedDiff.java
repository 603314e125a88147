package tireless.cli.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.manifest.problem.SourceLines;
import tireless.manifest.problem.TerminalText;
import tireless.manifest.source.SourceText;

/**
 * Two states of a text with the same number of lines, as {@code diff -u} shows them; what is secret is shown as stars.
 */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final String name;
    private final List<String> before;
    private final List<String> after;
    private final SourceLines shownBefore;
    private final SourceLines shownAfter;
    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    UnifiedDiff(SourceText before, SourceText after, boolean colour) {
        this.name = before.name();
        this.before = before.lines();
        this.after = after.lines();
        this.shownBefore = new SourceLines(before);
        this.shownAfter = new SourceLines(after);
        this.colour = colour;
    }

    /** The differences; nothing for none. */
    String print() {
        List<Integer> changed = new ArrayList<>();
        for (int line = 1; line <= before.size(); line++) {
            if (isChanged(line)) {
                changed.add(line);
            }
        }
        if (!changed.isEmpty()) {
            paint("1", "--- " + TerminalText.of(name));
            paint("1", "+++ " + TerminalText.of(name));
        }
        for (int from = 0, to; from < changed.size(); from = to) {
            to = from + 1;
            while (to < changed.size() && changed.get(to) - changed.get(to - 1) <= 2 * CONTEXT + 1) {
                to++;
            }
            hunk(changed.subList(from, to));
        }
        return out.toString();
    }

    private boolean isChanged(int line) {
        return !before.get(line - 1).equals(after.get(line - 1));
    }

    private void hunk(List<Integer> changed) {
        int end = before.getLast().isEmpty() ? before.size() - 1 : before.size();
        int first = Math.max(1, changed.getFirst() - CONTEXT);
        int last = Math.min(end, changed.getLast() + CONTEXT);
        String range = last == first ? "" + first : first + "," + (last - first + 1);
        paint("36", "@@ -%s +%s @@".formatted(range, range));
        List<Integer> run = new ArrayList<>();
        for (int line = first; line <= last; line++) {
            if (isChanged(line)) {
                run.add(line);
            } else {
                flush(run);
                out.append(' ').append(shown(shownBefore, line)).append('\n');
            }
        }
        flush(run);
    }

    private void flush(List<Integer> run) {
        run.forEach(line -> paint("31", "-" + shown(shownBefore, line)));
        run.forEach(line -> paint("32", "+" + shown(shownAfter, line)));
        run.clear();
    }

    private static String shown(SourceLines lines, int number) {
        return Stream.of(lines.line(number).orElse("").split("\t", -1))
                .map(TerminalText::of)
                .collect(Collectors.joining("\t"));
    }

    private void paint(String code, String line) {
        out.append(colour ? "\u001b[" + code + "m" + line + "\u001b[0m" : line).append('\n');
    }
}
