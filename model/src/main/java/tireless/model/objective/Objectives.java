package tireless.model.objective;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is expected of the work of a worker, of all its replicas together.
 *
 * @param targets items per second, a part of 1, or seconds; nothing is expected where none is
 * @param window the time over which the work is averaged
 */
public record Objectives(Map<Objective, Double> targets, Duration window) {
    public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);
    public static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
    public static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    /** Nothing is expected. */
    public static final Objectives NONE = new Objectives(Map.of(), DEFAULT_WINDOW);

    public Objectives {
        Map<Objective, Double> copy = new EnumMap<>(Objective.class);
        copy.putAll(targets);
        targets = Collections.unmodifiableMap(copy);
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("a window of 10 s to 1 h: " + window);
        }
        if (targets.values().stream().anyMatch(target -> !(target >= 0) || Double.isInfinite(target))) {
            throw new IllegalArgumentException("a target is a number from 0 on: " + targets);
        }
    }

    public boolean isEmpty() {
        return targets.isEmpty();
    }
}
