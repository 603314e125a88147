package tireless.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes a rate of a cumulative count: the growth over the last {@link #WINDOW}. A count that shrinks belongs to a new counter, and
 * starts anew. Immutable; holds a bounded number of readings.
 */
public record ProgressMeter(List<Reading> readings) {
    public static final ProgressMeter EMPTY = new ProgressMeter(List.of());

    static final Duration WINDOW = Duration.ofSeconds(10);

    /** Readings closer together than this replace each other, so that a chatty worker costs no memory. */
    private static final Duration RESOLUTION = Duration.ofMillis(500);

    /**
     * @param at time since boot
     * @param count cumulative
     */
    public record Reading(Duration at, long count) {}

    public ProgressMeter {
        readings = List.copyOf(readings);
    }

    /** With one more reading; of a time before the last one it counts as of that one's. */
    public ProgressMeter with(Duration taken, long count) {
        Duration at = readings.isEmpty() || readings.getLast().at().compareTo(taken) < 0
                ? taken
                : readings.getLast().at();
        List<Reading> next = new ArrayList<>(readings);
        if (!next.isEmpty() && next.getLast().count() > count) {
            next.clear();
        }
        if (next.size() > 1 && at.minus(next.get(next.size() - 2).at()).compareTo(RESOLUTION) < 0) {
            next.removeLast();
        }
        next.add(new Reading(at, count));
        Duration oldest = at.minus(WINDOW);
        while (next.size() > 2 && next.get(1).at().compareTo(oldest) <= 0) {
            next.removeFirst();
        }
        return new ProgressMeter(next);
    }

    /** Items per second; unknown before two readings, and falling towards zero while nothing more is heard. */
    public OptionalDouble perSecond(Duration now) {
        if (readings.size() < 2) {
            return OptionalDouble.empty();
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        Duration silent = now.minus(last.at());
        Duration end = silent.compareTo(WINDOW) > 0 ? now : last.at();
        double seconds = end.minus(first.at()).toNanos() / 1e9;
        return seconds > 0 ? OptionalDouble.of((last.count() - first.count()) / seconds) : OptionalDouble.empty();
    }
}
