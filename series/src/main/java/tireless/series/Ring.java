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

    /** One copy of them for all: a thousand rings are written each second. */
    private static final List<Figure> FIGURES = List.of(Figure.values());

    private final long[] seconds = new long[SECONDS];
    private final Map<Figure, float[]> columns = new EnumMap<>(Figure.class);

    Ring() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** A second sample of one second replaces the first one, but for what was done: that is of the time between the two. */
    synchronized void put(Sample sample) {
        int place = place(sample.second());
        float before = seconds[place] == sample.second() ? done(place) : Float.NaN;
        seconds[place] = sample.second();
        for (Figure figure : FIGURES) {
            Double value = sample.figures().get(figure);
            float[] column = columns.get(figure);
            if (column == null && value != null) {
                column = column();
                columns.put(figure, column);
            }
            if (column != null) {
                column[place] = value == null ? Float.NaN : value.floatValue();
            }
        }
        if (!Float.isNaN(before)) {
            float since = done(place);
            columns.computeIfAbsent(Figure.DONE, _ -> column())[place] = Float.isNaN(since) ? before : before + since;
        }
    }

    private float done(int place) {
        float[] column = columns.get(Figure.DONE);
        return column == null ? Float.NaN : column[place];
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
