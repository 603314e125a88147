package tireless.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fewer samples for many. Pure. */
final class Downsampling {
    private Downsampling() {}

    /**
     * One sample for each step of time in which there is one at all.
     *
     * @param step seconds
     */
    static List<Sample> of(List<Sample> samples, int step) {
        if (step == 1) {
            return samples;
        }
        Map<Long, List<Sample>> steps = new TreeMap<>();
        for (Sample sample : samples) {
            steps.computeIfAbsent(Math.floorDiv(sample.second(), step) * step, _ -> new ArrayList<>())
                    .add(sample);
        }
        return steps.entrySet().stream()
                .map(each -> folded(each.getKey(), each.getValue()))
                .toList();
    }

    private static Sample folded(long second, List<Sample> samples) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            double[] known = samples.stream()
                    .filter(sample -> sample.figures().containsKey(figure))
                    .mapToDouble(sample -> sample.figures().get(figure))
                    .toArray();
            if (known.length > 0) {
                figures.put(figure, figure.fold(Arrays.stream(known)));
            }
        }
        return new Sample(second, figures);
    }
}
