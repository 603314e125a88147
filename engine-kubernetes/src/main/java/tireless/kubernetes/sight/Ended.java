package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;
import tireless.model.Exit;

/** How and when a container ended. */
public record Ended(Exit exit, Instant startedAt, Instant finishedAt) {
    /** How long it ran. */
    Duration uptime() {
        Duration uptime = Duration.between(startedAt, finishedAt);
        return uptime.isNegative() ? Duration.ZERO : uptime;
    }
}
