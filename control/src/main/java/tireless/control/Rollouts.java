package tireless.control;

import java.util.Optional;
import java.util.stream.Stream;
import tireless.engine.Engine;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.store.Store;

/** What is stored of roll-outs, so that a later process can go on with them, go back, or leave alone what has halted. */
record Rollouts(Store store, Engine engine) {
    /** The roll-out that a change begins. */
    Stream<RolloutRecord> begunBy(Change change) {
        if (!(change instanceof Change.Roll(DesiredResource before, DesiredResource after, var _, var _))
                || !rolls(before, after)) {
            return Stream.empty();
        }
        Revision to = after.revision();
        Revision from = RolloutRecord.origin(interrupted(change.key(), to.uid()), before.revision(), to);
        return Stream.of(new RolloutRecord(change.key(), to.uid(), from.number(), to.number(), ""));
    }

    /** Where the roll-out came from that is under way; empty if none is. */
    private Optional<Revision> interrupted(ResourceKey key, Uid uid) {
        return engine.status(key)
                .filter(status -> !status.rollout().isEmpty())
                .flatMap(_ -> store.unfinished().rollout(key))
                .flatMap(rollout -> new StoredPast(store).find(key, uid, rollout.from()));
    }

    private static boolean rolls(DesiredResource before, DesiredResource after) {
        return before.revision().uid().equals(after.revision().uid())
                && before.revision().spec() instanceof Workload from
                && after.revision().spec() instanceof Workload to
                && from.needsRollTo(to);
    }

    /** One that halted is tried again. */
    void goOn(ResourceKey key) {
        store.unfinished()
                .rollout(key)
                .filter(RolloutRecord::isHalted)
                .ifPresent(rollout -> store.unfinished().keep(rollout.haltedFor("")));
    }

    /** Writes down how a roll-out went on; what is stored of a later one stays. */
    void note(Event event) {
        Optional<RolloutRecord> stored = store.unfinished()
                .rollout(event.resource())
                .filter(rollout -> rollout.uid().equals(event.uid()));
        switch (event.happening()) {
            case Happening.RolloutHalted(int failed, int backTo, String why) -> {
                if (stored.map(RolloutRecord::to).orElse(0) <= failed) {
                    store.unfinished().keep(new RolloutRecord(event.resource(), event.uid(), backTo, failed, why));
                }
            }
            case Happening.RolloutFinished(int revision) ->
                stored.filter(rollout -> rollout.to() <= revision).ifPresent(store.unfinished()::forget);
            case Happening.Moved(int revision, var _, var _) -> {
                stored.filter(rollout -> rollout.to() <= revision).ifPresent(store.unfinished()::forget);
                // Its attempts are counted anew where it goes on.
                store.unfinished()
                        .restart(event.resource())
                        .filter(request -> request.uid().equals(event.uid()))
                        .ifPresent(store.unfinished()::forget);
            }
            case Happening.RestartRequested() -> goOn(event.resource());
            default -> {}
        }
    }
}
