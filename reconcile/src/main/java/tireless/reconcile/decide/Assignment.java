package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.model.Revision;

/**
 * What a replica shall run at its next start. A crash restarts the same assignment; only a roll-out, a restart by hand or a new uid
 * changes it.
 *
 * @param revision empty for an adopted replica of a revision that is no longer known
 * @param generation counts restarts by hand
 * @param since when it was assigned, time since boot; zero where unknown
 * @param awaitedFrom when the time began that it has to become ready, time since boot; later by each time in which nobody watched.
 *     Empty while it is not waited for
 */
public record Assignment(Optional<Revision> revision, int generation, Duration since, Optional<Duration> awaitedFrom) {
    /** One that is waited for since it was assigned. */
    public Assignment(Optional<Revision> revision, int generation, Duration since) {
        this(revision, generation, since, Optional.of(since));
    }

    /** The same by another revision that runs the same. */
    public Assignment relabelled(Revision next) {
        return new Assignment(Optional.of(next), generation, since, awaitedFrom);
    }

    /** The same, waited for from another time on. */
    public Assignment awaited(Optional<Duration> from) {
        return new Assignment(revision, generation, since, from);
    }
}
