package tireless.model;

import java.time.Duration;

/**
 * How a replica is asked to end before it is killed.
 *
 * @param grace time between SIGTERM and SIGKILL
 * @param wholeGroup whether SIGTERM goes to the whole process group: where a shell wraps the command, which would not pass it on
 * @param drain time between SIGTERM and SIGKILL where the replica is paused, to finish what it has begun
 */
public record StopPolicy(Duration grace, boolean wholeGroup, Duration drain) {
    public static final StopPolicy DEFAULT = new StopPolicy(Duration.ofSeconds(30), false);

    public StopPolicy {
        if (grace.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("a grace period must not be negative: " + grace + ", " + drain);
        }
    }

    public StopPolicy(Duration grace, boolean wholeGroup) {
        this(grace, wholeGroup, Duration.ofMinutes(5));
    }
}
