package tireless.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A curve as rows of Braille characters, each of two by four dots, with the largest value at the top and zero at the bottom. Pure. */
public final class BraillePlot {
    private static final int BLANK = 0x2800;
    private static final int ACROSS = 2;
    private static final int DOWN = 4;

    /** The bits of a character's dots, by row and column (Unicode 16, section 21.1). */
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int[][] cells;

    private BraillePlot(int width, int height) {
        this.cells = new int[height][width];
    }

    /**
     * The rows, from above. A column in which nothing is known stays empty, so that a gap is seen as one.
     *
     * @param width characters
     * @param height rows
     */
    public static List<String> rows(Curve curve, TimeSpan time, int width, int height) {
        BraillePlot plot = new BraillePlot(width, height);
        double most = curve.most();
        int columns = width * ACROSS;
        int highest = height * DOWN - 1;
        List<Optional<Integer>> heights = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            heights.add(Optional.empty());
        }
        for (Curve.Point point : curve.points()) {
            if (point.second() < time.from() || point.second() >= time.to()) {
                continue;
            }
            int first = column(time, point.second(), columns);
            int end = (int) (time.place(Math.min(point.second() + time.step(), time.to())) * columns);
            int last = Math.max(first, end - 1);
            int dot = height(point.value(), most, highest);
            for (int column = first; column <= last; column++) {
                heights.set(
                        column, Optional.of(Math.max(dot, heights.get(column).orElse(0))));
            }
        }
        for (int column = 0; column < columns; column++) {
            int at = column;
            heights.get(column).ifPresent(dot -> plot.fill(at, dot, highest));
        }
        return plot.text();
    }

    private static int column(TimeSpan time, long second, int columns) {
        return Math.min(columns - 1, (int) (time.place(second) * columns));
    }

    /** What is not zero is seen to be so. */
    private static int height(double value, double most, int highest) {
        if (most <= 0 || value <= 0) {
            return 0;
        }
        return Math.max(1, (int) Math.round(value / most * highest));
    }

    private void fill(int column, int dot, int highest) {
        for (int each = 0; each <= dot; each++) {
            int row = highest - each;
            cells[row / DOWN][column / ACROSS] |= DOTS[row % DOWN][column % ACROSS];
        }
    }

    private List<String> text() {
        List<String> rows = new ArrayList<>();
        for (int[] row : cells) {
            StringBuilder line = new StringBuilder();
            for (int cell : row) {
                line.append(cell == 0 ? ' ' : (char) (BLANK + cell));
            }
            rows.add(line.toString());
        }
        return rows;
    }
}
