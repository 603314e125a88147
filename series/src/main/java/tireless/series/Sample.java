package tireless.series;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of one worker at one time. A figure that is absent is unknown, never zero.
 *
 * @param second seconds since the epoch, at which the time that it is about begins
 */
public record Sample(long second, Map<Figure, Double> figures) {
    public Sample {
        // A thousand of them come each second: this copy is an array's.
        Map<Figure, Double> copy = new EnumMap<>(Figure.class);
        copy.putAll(figures);
        figures = Collections.unmodifiableMap(copy);
    }
}
