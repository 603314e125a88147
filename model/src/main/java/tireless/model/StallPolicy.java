package tireless.model;

import java.time.Duration;
import java.util.Optional;

/**
 * When a replica that lives counts as stalled.
 *
 * @param stallAfter how long throughput may be zero while backlog is known and above zero; empty is never
 * @param watchdog how long the heartbeat may be silent; empty means that no heartbeat is asked for
 */
public record StallPolicy(Optional<Duration> stallAfter, Optional<Duration> watchdog) {
    public static final StallPolicy DEFAULT = new StallPolicy(Optional.of(Duration.ofMinutes(5)), Optional.empty());
}
