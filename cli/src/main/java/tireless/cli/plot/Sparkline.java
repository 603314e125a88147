package tireless.cli.plot;

import java.util.List;

/** A course of numbers as one line of blocks, lowest to highest. Pure. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * The line.
     *
     * @param values from zero on, evenly spread over the time
     * @param width characters at most; where there are more values, each character shows the largest of its part
     */
    public static String of(List<Double> values, int width) {
        int columns = Math.min(width, values.size());
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * values.size() / columns);
            int to = (int) ((long) (column + 1) * values.size() / columns);
            double largest = values.subList(from, Math.max(to, from + 1)).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            // What is not zero is seen to be so.
            int height = most == 0 || largest == 0
                    ? 0
                    : Math.max(1, (int) Math.round(largest / most * (BLOCKS.length() - 1)));
            line.append(BLOCKS.charAt(height));
        }
        return line.toString();
    }
}
