package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether more replicas still get more done. While items wait, what all did together is kept for each count of replicas; where half as many
 * again did not do a tenth of what they should have added, the smaller count is as good, and what is slow is something else.
 *
 * @param now the count that runs, while items wait
 * @param before others since items began to wait
 * @param ceiling more than this was of no use
 */
record Bottleneck(Optional<Plateau> now, List<Plateau> before, Optional<Ceiling> ceiling) {
    static final Bottleneck NONE = new Bottleneck(Optional.empty(), List.of(), Optional.empty());

    private static final double MORE = 1.5;
    private static final double GAIN = 0.1;

    /** Fewer items are chance: their number is off by a tenth as often as not. */
    private static final double ENOUGH_ITEMS = 100;

    /** Rates are of the last seconds, so those of the first ones are of the count before. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration FIRST_HOLD = Duration.ofMinutes(5);
    private static final Duration LONGEST_HOLD = Duration.ofHours(1);
    private static final int MOST_PLATEAUS = 16;

    Bottleneck {
        before = List.copyOf(before);
    }

    /**
     * A time with one count of ready replicas.
     *
     * @param since time since boot
     */
    record Plateau(int replicas, Duration since, double items, double seconds) {
        double perSecond() {
            return items / seconds;
        }

        boolean tells() {
            return items >= ENOUGH_ITEMS && seconds > 0;
        }

        Plateau with(Duration at, double seconds, double done) {
            return at.minus(since).compareTo(SETTLED) < 0
                    ? this
                    : new Plateau(replicas, since, items + done * seconds, this.seconds + seconds);
        }
    }

    /**
     * A count beyond which nothing was gained.
     *
     * @param tried the larger count, and what it did
     * @param until then more are tried again
     */
    record Ceiling(Plateau enough, Plateau tried, Duration until, Duration hold) {}

    Bottleneck with(Duration at, double seconds, int ready, double done, boolean waiting) {
        if (!waiting) {
            return NONE;
        }
        if (ready == 0) {
            return this;
        }
        if (now.isEmpty() || now.get().replicas() != ready) {
            List<Plateau> kept = new ArrayList<>(before);
            now.filter(Plateau::tells).ifPresent(told -> {
                kept.removeIf(old -> old.replicas() == told.replicas());
                kept.add(told);
            });
            while (kept.size() > MOST_PLATEAUS) {
                kept.removeFirst();
            }
            return new Bottleneck(Optional.of(new Plateau(ready, at, 0, 0)), kept, ceiling);
        }
        Plateau longer = now.get().with(at, seconds, done);
        return new Bottleneck(Optional.of(longer), before, judged(longer, at));
    }

    private Optional<Ceiling> judged(Plateau here, Duration at) {
        if (!here.tells()) {
            return ceiling;
        }
        Duration hold = ceiling.map(found -> found.hold().multipliedBy(2))
                .filter(twice -> twice.compareTo(LONGEST_HOLD) < 0)
                .orElse(ceiling.isPresent() ? LONGEST_HOLD : FIRST_HOLD);
        return before.stream()
                .filter(lower -> here.replicas() >= MORE * lower.replicas() && isNoGain(lower, here))
                .min(Comparator.comparingInt(Plateau::replicas))
                .filter(_ ->
                        ceiling.filter(found -> at.compareTo(found.until()) < 0).isEmpty())
                .map(enough -> new Ceiling(enough, here, at.plus(hold), hold))
                .or(() -> ceiling);
    }

    private static boolean isNoGain(Plateau lower, Plateau higher) {
        double expected = (double) higher.replicas() / lower.replicas() - 1;
        return higher.perSecond() / lower.perSecond() - 1 < GAIN * expected;
    }

    /** The ceiling, as long as it holds. */
    Optional<Ceiling> holding(Duration at) {
        return ceiling.filter(found -> at.compareTo(found.until()) < 0);
    }
}
