package tireless.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When something that failed is tried again. By count and not by the clock, so that a clock that jumps does no harm. */
final class Retries {
    /** With the pauses below, some 55 minutes. */
    static final int MOST = 20;

    /** What was refused for good is tried again all the same, as it may have been mended. */
    static final int MOST_LASTING = 4;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double JITTER = 0.2;

    private Retries() {}

    /**
     * The pause before the next attempt; empty where there is none.
     *
     * @param attempts how many failed, this one included
     */
    static Optional<Duration> pause(int attempts, boolean lasting, RandomGenerator random) {
        if (attempts >= (lasting ? MOST_LASTING : MOST)) {
            return Optional.empty();
        }
        long plain = Math.min(FIRST.toMillis() << Math.min(attempts - 1, 20), LONGEST.toMillis());
        return Optional.of(Duration.ofMillis((long) (plain * (1 - JITTER + 2 * JITTER * random.nextDouble()))));
    }
}
