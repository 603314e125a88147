package tireless.model;

import java.time.Duration;

/**
 * The delays between restarts of a failing replica: none, then {@code initial}, doubling up to {@code max}, without end.
 */
public record RestartPolicy(Duration initial, Duration max) {
    public static final RestartPolicy DEFAULT = new RestartPolicy(Duration.ofMillis(250), Duration.ofMinutes(5));

    public RestartPolicy {
        if (!initial.isPositive() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("restart delays need 0 < initial <= max: " + initial + ", " + max);
        }
    }
}
