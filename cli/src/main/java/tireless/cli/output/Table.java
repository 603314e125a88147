package tireless.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows below a heading, in columns as wide as what is in them. The last column is as long as each of its texts. */
public final class Table {
    private static final int GAP = 3;

    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table with this heading. */
    public static Table of(String... heading) {
        Table table = new Table();
        table.rows.add(
                Arrays.stream(heading).map(text -> new Cell(text, Tone.STRONG)).toList());
        return table;
    }

    /** @param cells as many as the heading has */
    public void add(List<Cell> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.size() + " cells below a heading of "
                    + rows.getFirst().size());
        }
        rows.add(List.copyOf(cells));
    }

    /** The lines, each ending in a line break. */
    public String text(boolean colour) {
        return lines(colour).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** The lines, without their ends. */
    public List<String> lines(boolean colour) {
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).width());
            }
        });
        return rows.stream().map(row -> line(row, widths, colour)).toList();
    }

    private static String line(List<Cell> row, int[] widths, boolean colour) {
        StringBuilder line = new StringBuilder();
        int pending = 0;
        for (int column = 0; column < widths.length; column++) {
            Cell cell = row.get(column);
            if (!cell.text().isEmpty()) {
                line.append(" ".repeat(pending)).append(cell.tone().of(cell.text(), colour));
                pending = 0;
            }
            pending += widths[column] - cell.width() + GAP;
        }
        return line.toString();
    }
}
