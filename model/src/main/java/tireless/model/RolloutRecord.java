package tireless.model;

import java.util.Optional;

/**
 * A roll-out that is under way, or that has halted.
 *
 * @param from the number of the revision that it goes back to
 * @param to the number of the revision with which it began
 * @param halted why it goes no further, for people; empty while it goes on
 */
public record RolloutRecord(ResourceKey resource, Uid uid, int from, int to, String halted) {
    /**
     * What a roll-out goes back to if it fails: where the one came from that it interrupts, unless that is just what it goes to.
     *
     * @param first where the interrupted one came from; empty if none is under way
     * @param present what was desired before {@code next}
     */
    public static Revision origin(Optional<Revision> first, Revision present, Revision next) {
        return first.filter(revision -> revision.workload().needsRollTo(next.workload()))
                .orElse(present);
    }

    public boolean isHalted() {
        return !halted.isEmpty();
    }

    /** The same, halted. */
    public RolloutRecord haltedFor(String why) {
        return new RolloutRecord(resource, uid, from, to, why);
    }
}
