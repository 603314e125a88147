package tireless.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The last minutes of one worker, a sample a second. A figure that was never known takes no room. Safe for use by many threads. */
final class Ring {
    /** Longer than the finest resolution is kept, so that what is begun of a coarser one is still there. */
    static final int SECONDS = 720;

    private final long[] seconds = new long[SECONDS];
    private final Map<Figure, float[]> columns = new EnumMap<>(Figure.class);

    Ring() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** A second sample of one second replaces the first one, but for what was done: that is of the time between the two. */
    synchronized void put(Sample sample) {
        int place = place(sample.second());
        Map<Figure, Double> before = seconds[place] == sample.second() ? figures(place) : Map.of();
        seconds[place] = sample.second();
        columns.values().forEach(column -> column[place] = Float.NaN);
        sample.figures()
                .forEach((figure, value) -> columns.computeIfAbsent(figure, _ -> column())[place] = value.floatValue());
        if (before.containsKey(Figure.DONE)) {
            double done = before.get(Figure.DONE) + sample.figures().getOrDefault(Figure.DONE, 0.0);
            columns.computeIfAbsent(Figure.DONE, _ -> column())[place] = (float) done;
        }
    }

    /** From the first second on, and before the second one. */
    synchronized List<Sample> between(long from, long to) {
        List<Sample> found = new ArrayList<>();
        for (long second = Math.max(from, to - SECONDS); second < to; second++) {
            int place = place(second);
            if (seconds[place] == second) {
                found.add(new Sample(second, figures(place)));
            }
        }
        return found;
    }

    private Map<Figure, Double> figures(int place) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        columns.forEach((figure, column) -> {
            if (!Float.isNaN(column[place])) {
                figures.put(figure, (double) column[place]);
            }
        });
        return figures;
    }

    private static float[] column() {
        float[] column = new float[SECONDS];
        Arrays.fill(column, Float.NaN);
        return column;
    }

    private static int place(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
