package tireless.scale.simulate;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The loads that controllers are compared by: two hours each, at most {@link #MOST} replicas, half a second of work for an item. */
enum Shape {
    SQUARE("square"),
    RAMP("ramp"),
    BURST("burst"),
    DAILY("daily"),
    SAWTOOTH("sawtooth"),
    HEAVY_TAILED("heavy-tailed service times"),
    SLOW_START("slow start");

    static final int MOST = 20;
    static final double SECONDS = 7_200;

    /** Mean time of work, of all shapes. */
    static final double WORK_SECONDS = 0.5;

    private static final double MOST_PER_SECOND = 24;

    private final String title;

    Shape(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    World world() {
        return new World(0, this == SLOW_START ? 30 : 3, 30, 300, SECONDS + 600);
    }

    /** Items per second. */
    private double rate(double second) {
        return switch (this) {
            case SQUARE, SLOW_START -> second % 1_200 < 600 ? 16 : 0;
            case RAMP -> second < 5_400 ? 24 * (1 - Math.abs(second - 2_700) / 2_700) : 0;
            case BURST -> 1;
            case DAILY -> 10 - 9 * Math.cos(2 * Math.PI * second / 3_600);
            case SAWTOOTH -> 20 * (second % 900) / 900;
            case HEAVY_TAILED -> second % 2_400 < 1_200 ? 12 : 4;
        };
    }

    Items items(long seed) {
        RandomGenerator random = new SplittableRandom(seed * 31 + title.hashCode());
        ServiceTimes work = this == HEAVY_TAILED
                ? new ServiceTimes.HeavyTailed(WORK_SECONDS, 1.6, 120)
                : new ServiceTimes.Exponential(WORK_SECONDS);
        Items items = Arrivals.of(this::rate, MOST_PER_SECOND, SECONDS, work, random);
        if (this == BURST) {
            for (double at = 300; at < SECONDS; at += 900) {
                items = Arrivals.burst(items, at, 600, work, random);
            }
        }
        return items;
    }
}
