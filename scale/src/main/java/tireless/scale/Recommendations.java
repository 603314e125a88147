package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/**
 * What was demanded over a time, as far as it can still matter: of what came before a demand, nothing less extreme is kept, so that this
 * never holds more than there are different counts.
 *
 * @param kept from the oldest, and most extreme, to the newest
 */
record Recommendations(List<Recommendation> kept) {
    static final Recommendations NONE = new Recommendations(List.of());

    Recommendations {
        kept = List.copyOf(kept);
    }

    /** @param at time since boot */
    record Recommendation(Duration at, int replicas) {}

    /**
     * With the newest, and without what is older than the window.
     *
     * @param extreme {@code Math::max} to scale in by the largest, {@code Math::min} to scale out by the smallest
     */
    Recommendations with(int replicas, Duration now, Duration window, IntBinaryOperator extreme) {
        List<Recommendation> next = new ArrayList<>(kept);
        next.removeIf(old -> !isWithin(old, now, window));
        while (!next.isEmpty() && extreme.applyAsInt(next.getLast().replicas(), replicas) == replicas) {
            next.removeLast();
        }
        next.add(new Recommendation(now, replicas));
        return new Recommendations(next);
    }

    /** The most extreme of what is kept. */
    int extreme() {
        return kept.getFirst().replicas();
    }

    /** When the most extreme will be forgotten, from now on; empty where it is the only one. */
    Optional<Duration> untilNext(Duration now, Duration window) {
        return kept.size() < 2
                ? Optional.empty()
                : Optional.of(kept.getFirst().at().plus(window).minus(now));
    }

    private static boolean isWithin(Recommendation old, Duration now, Duration window) {
        return old.at().compareTo(now.minus(window)) > 0;
    }
}
