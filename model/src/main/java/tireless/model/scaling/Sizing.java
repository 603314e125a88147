package tireless.model.scaling;

import java.time.Duration;
import java.util.Optional;

/**
 * How many replicas a workload has, and how those leave that are too many. A change of it restarts nothing.
 *
 * @param replicas how many are desired as the manifest says; 0 is legal. Where it is scaled, the count to begin with
 * @param scaling how the count follows the load; empty where it does not
 * @param drain the longest that a replica may take to finish what it has begun, when it is paused or scaled in
 */
public record Sizing(int replicas, Optional<Scaling> scaling, Duration drain) {
    /** Where nothing else is said. */
    public static final Duration DRAIN = Duration.ofMinutes(5);

    public Sizing {
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas must not be negative: " + replicas);
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("the time to drain must not be negative: " + drain);
        }
    }

    /** A count that follows nothing. */
    public static Sizing of(int replicas) {
        return new Sizing(replicas, Optional.empty(), DRAIN);
    }
}
