package tireless.model;

import java.time.Duration;

/**
 * How a replica is asked to end before it is killed.
 *
 * @param grace time between SIGTERM and SIGKILL
 * @param wholeGroup whether SIGTERM goes to the whole process group: where a shell wraps the command, which would not pass it on
 */
public record StopPolicy(Duration grace, boolean wholeGroup) {
    public static final StopPolicy DEFAULT = new StopPolicy(Duration.ofSeconds(30), false);

    public StopPolicy {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace period must not be negative: " + grace);
        }
    }
}
