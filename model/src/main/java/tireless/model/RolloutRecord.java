package tireless.model;

/**
 * A roll-out that is under way, or that has halted.
 *
 * @param from the number of the revision that it goes back to
 * @param to the number of the revision with which it began
 * @param halted why it goes no further, for people; empty while it goes on
 */
public record RolloutRecord(ResourceKey resource, Uid uid, int from, int to, String halted) {
    public boolean isHalted() {
        return !halted.isEmpty();
    }

    /** The same, halted. */
    public RolloutRecord haltedFor(String why) {
        return new RolloutRecord(resource, uid, from, to, why);
    }
}
