package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.model.Revision;

/**
 * A change from one revision to the next, replica by replica.
 *
 * @param previous where a replica goes back to; empty when no roll-out is under way
 * @param halted why it goes no further, for people; empty while it goes on
 */
public record Rollout(Optional<Revision> previous, String halted) {
    public static final Rollout NONE = new Rollout(Optional.empty(), "");

    /** How long an updated replica may take to become ready before it goes back. Kubernetes: progressDeadlineSeconds. */
    public static final Duration DEADLINE = Duration.ofMinutes(10);

    public boolean isHalted() {
        return !halted.isEmpty();
    }
}
