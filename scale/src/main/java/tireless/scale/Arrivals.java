package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How many items arrive, which nobody counts: what is done and what the backlog grew by, over the last {@link #WINDOW}. The largest and the
 * smallest look are left out, so that a burst, which is no rate, does not become one.
 *
 * @param looks from the oldest to the newest
 */
record Arrivals(Optional<Look> last, List<Rate> looks) {
    static final Arrivals NONE = new Arrivals(Optional.empty(), List.of());

    private static final Duration WINDOW = Duration.ofSeconds(20);

    /** Looks closer together than this are no new look. */
    private static final double SHORTEST_SECONDS = 0.2;

    /** Looks further apart than this tell nothing of the time between them. */
    private static final double LONGEST_SECONDS = 120;

    Arrivals {
        looks = List.copyOf(looks);
    }

    /** A backlog at a time since boot. */
    record Look(Duration at, double backlog) {}

    /** Items per second between two looks; below zero where what is done was told late. */
    record Rate(Duration at, double perSecond) {}

    /** @param done items per second that all replicas do together */
    Arrivals with(Duration now, double backlog, double done) {
        Optional<Look> next = Optional.of(new Look(now, backlog));
        if (last.isEmpty()) {
            return new Arrivals(next, looks);
        }
        double seconds = now.minus(last.get().at()).toNanos() / 1e9;
        if (seconds < SHORTEST_SECONDS) {
            return this;
        }
        if (seconds > LONGEST_SECONDS) {
            return new Arrivals(next, List.of());
        }
        List<Rate> rates = new ArrayList<>(looks);
        rates.removeIf(old -> old.at().compareTo(now.minus(WINDOW)) < 0);
        rates.add(new Rate(now, (backlog - last.get().backlog()) / seconds + done));
        return new Arrivals(next, rates);
    }

    /** Items per second; zero before there are three looks, as the backlog itself tells enough then. */
    double perSecond() {
        if (looks.size() < 3) {
            return 0;
        }
        List<Double> sorted =
                new ArrayList<>(looks.stream().map(Rate::perSecond).toList());
        Collections.sort(sorted);
        double mean = sorted.subList(1, sorted.size() - 1).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return Math.max(0, mean);
    }
}
