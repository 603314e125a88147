package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import tireless.kubernetes.apply.Refusal;

/**
 * When what was refused is tried again.
 *
 * @param count how often it was refused in a row
 * @param due time since boot; empty where nothing is to be tried
 */
record Tries(int count, Optional<Duration> due) {
    static final Tries NONE = new Tries(0, Optional.empty());

    private static final Duration PASSING = Duration.ofMillis(500);
    private static final Duration PASSING_MAX = Duration.ofSeconds(30);
    private static final Duration LASTING = Duration.ofSeconds(5);
    private static final Duration LASTING_MAX = Duration.ofMinutes(5);

    /** After a round that was refused in part, or in none. */
    Tries after(Collection<Refusal> refusals, Duration now) {
        if (refusals.isEmpty()) {
            return NONE;
        }
        boolean passes = refusals.stream().anyMatch(Refusal::isPassing);
        Duration delay = passes ? PASSING : LASTING;
        Duration max = passes ? PASSING_MAX : LASTING_MAX;
        for (int i = 0; i < count && delay.compareTo(max) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return new Tries(count + 1, Optional.of(now.plus(delay.compareTo(max) < 0 ? delay : max)));
    }

    /** Tried at once, and again as if it had been refused no more than once. */
    Tries atOnce() {
        return new Tries(Math.min(count, 1), Optional.empty());
    }

    /** The same when it was due, and was tried or could not be. */
    Tries after(Duration now) {
        return due.isEmpty() || waits(now) ? this : new Tries(count, Optional.empty());
    }

    boolean waits(Duration now) {
        return due.filter(at -> at.compareTo(now) > 0).isPresent();
    }
}
