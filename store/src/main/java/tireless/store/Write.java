package tireless.store;

import java.time.Instant;
import java.util.List;
import tireless.model.ResourceKey;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;

/** One part of a commit. Each carries the version that it was made from. */
public sealed interface Write {
    ResourceKey key();

    /** The version that the store must still have; {@link DesiredResource#NEW} means that the resource must not exist. */
    long seen();

    /**
     * Makes {@code next} the desired state. Its version is the one seen; the store gives it a new one. A revision that is not
     * recorded yet is added to the history; a new uid closes the history of the one before it.
     */
    record Save(DesiredResource next) implements Write {
        @Override
        public ResourceKey key() {
            return next.key();
        }

        @Override
        public long seen() {
            return next.version();
        }
    }

    /** Writes nothing, and refuses the commit if the resource is not as it was seen. */
    record Expect(ResourceKey key, long seen) implements Write {}

    /**
     * The resource is gone for good; only its history stays, for as long as {@link Retention} says.
     *
     * @param at wall time of the end
     */
    record Forget(ResourceKey key, long seen, Instant at) implements Write {}

    /** The writes of a plan; what the plan leaves as it is becomes {@link Expect}. */
    static List<Write> of(Plan plan) {
        return plan.changes().stream().map(Write::of).toList();
    }

    private static Write of(Change change) {
        return switch (change) {
            case Change.Unchanged(DesiredResource current) -> new Expect(current.key(), current.version());
            case Change.Forget(DesiredResource before, var _) -> new Expect(before.key(), before.version());
            case Change.Create(DesiredResource after) -> new Save(after);
            case Change.Roll roll -> new Save(roll.after());
            case Change.Scale scale -> new Save(scale.after());
            case Change.Reword reword -> new Save(reword.after());
            case Change.Delete delete -> new Save(delete.after());
        };
    }
}
