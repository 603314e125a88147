package tireless.cli.dataos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tireless.manifest.problem.TerminalText;

/**
 * A table as {@code dataos-ctl} draws it: no frame, titles in the middle, numbers to the right, two blanks in front.
 *
 * @param rows each as long as {@code titles}
 */
record AsciiTable(List<String> titles, List<List<String>> rows) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d*)?%?");

    AsciiTable {
        titles = List.copyOf(titles);
        rows = rows.stream()
                .map(row -> row.stream().map(TerminalText::of).toList())
                .toList();
        int columns = titles.size();
        if (rows.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException("every row needs " + columns + " cells: " + rows);
        }
    }

    /** A table of one row. */
    static AsciiTable of(List<String> titles, String... cells) {
        return new AsciiTable(titles, List.of(List.of(cells)));
    }

    /** The lines, each ending in a line break, without blanks at its end. */
    String text() {
        int[] widths = IntStream.range(0, titles.size())
                .map(column -> Stream.concat(Stream.of(titles), rows.stream())
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        line(text, titles, widths, AsciiTable::centred);
        rule(text, widths);
        rows.forEach(row -> line(text, row, widths, AsciiTable::aligned));
        return text.toString();
    }

    /** Several tables, with a blank line before each. */
    static Said.Answer answer(List<AsciiTable> tables) {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append('\n').append(table.text()));
        return new Said.Answer(text.toString());
    }

    @FunctionalInterface
    private interface Placing {
        String place(String cell, int width);
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, Placing placing) {
        List<String> placed = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            placed.add(placing.place(cells.get(column), widths[column]));
        }
        text.append(("  " + String.join(" | ", placed)).stripTrailing()).append('\n');
    }

    private static void rule(StringBuilder text, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            boolean atAnEnd = column == 0 || column == widths.length - 1;
            text.append("-".repeat(widths[column] + (atAnEnd ? 3 : 2)));
            text.append(column == widths.length - 1 ? "\n" : "|");
        }
    }

    private static String centred(String cell, int width) {
        int gap = width - width(cell);
        return " ".repeat(gap / 2) + cell + " ".repeat(gap - gap / 2);
    }

    private static String aligned(String cell, int width) {
        String gap = String.join("", Collections.nCopies(width - width(cell), " "));
        return NUMBER.matcher(cell).matches() ? gap + cell : cell + gap;
    }

    private static int width(String cell) {
        return TerminalText.width(cell);
    }
}
