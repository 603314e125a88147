package tireless.throughput;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes a rate of a cumulative count: the growth over the last {@link #WINDOW}. A count that shrinks belongs to a new counter, and
 * starts anew. Immutable; holds a bounded number of readings.
 *
 * @param settled whether what was said before anybody listened, and is heard all at once, is past
 */
public record ProgressMeter(List<Reading> readings, boolean settled) {
    public static final ProgressMeter EMPTY = new ProgressMeter(List.of(), false);

    static final Duration WINDOW = Duration.ofSeconds(10);

    /** Who tells what it does, and has told nothing for that long, does nothing. */
    static final Duration OVER = WINDOW.multipliedBy(6);

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

    /** With one more reading; of one that was taken before the last one nothing is learnt any more. */
    public ProgressMeter with(Duration at, long count) {
        if (!readings.isEmpty() && at.compareTo(readings.getLast().at()) < 0) {
            return this;
        }
        List<Reading> next = new ArrayList<>(readings);
        boolean calm = settled;
        if (!next.isEmpty() && next.getLast().count() > count) {
            next.clear();
            calm = false;
        }
        if (next.size() > 1 && at.minus(next.get(next.size() - 2).at()).compareTo(RESOLUTION) < 0) {
            next.removeLast();
        }
        next.add(new Reading(at, count));
        if (!calm && at.minus(next.getFirst().at()).compareTo(RESOLUTION) >= 0) {
            calm = true;
            if (next.size() > 2) {
                // It may have waited to be heard, with those behind it: its time says nothing.
                next.removeFirst();
            }
        }
        Duration oldest = at.minus(WINDOW);
        while (next.size() > 2 && next.get(1).at().compareTo(oldest) <= 0) {
            next.removeFirst();
        }
        return new ProgressMeter(next, calm);
    }

    /**
     * Items per second; unknown before two readings half a second apart. It holds for {@link #WINDOW}, or twice the last pause between two
     * readings where that is longer.
     *
     * @param regular whether readings come from time to time whatever is done: silence makes it unknown then. Else it falls, and is zero after
     *     {@link #OVER}, or twice as long as it held
     */
    public OptionalDouble perSecond(Duration now, boolean regular) {
        if (!settled || readings.size() < 2) {
            return OptionalDouble.empty();
        }
        Reading first = readings.getFirst();
        Reading last = readings.getLast();
        Duration silent = now.minus(last.at());
        Duration holds = holds(pause());
        boolean falls = silent.compareTo(holds) > 0;
        if (falls && regular) {
            return OptionalDouble.empty();
        }
        if (silent.compareTo(longer(OVER, holds.multipliedBy(2))) > 0) {
            return OptionalDouble.of(0);
        }
        Duration end = falls ? now : last.at();
        double seconds = end.minus(first.at()).toNanos() / 1e9;
        return seconds >= RESOLUTION.toMillis() / 1e3
                ? OptionalDouble.of((last.count() - first.count()) / seconds)
                : OptionalDouble.empty();
    }

    /** How long what is said holds, by the pause between the last two times that it was said. */
    static Duration holds(Duration pause) {
        return longer(WINDOW, pause.multipliedBy(2));
    }

    /** When it was heard last; empty for never. */
    Optional<Duration> heard() {
        return readings.isEmpty()
                ? Optional.empty()
                : Optional.of(readings.getLast().at());
    }

    /** Between the last two readings. */
    private Duration pause() {
        return readings.getLast().at().minus(readings.get(readings.size() - 2).at());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
