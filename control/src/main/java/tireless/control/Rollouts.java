package tireless.control;

import java.util.Optional;
import java.util.stream.Stream;
import tireless.engine.Engine;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.RolloutRecord;
import tireless.model.Workload;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.store.Store;

/** What is stored of roll-outs, so that a later process can go on with them, go back, or leave alone what has halted. */
record Rollouts(Store store, Engine engine) {
    /**
     * The roll-out that a change begins; one that is not over when the next begins goes back to where the first one came from, unless that
     * is just what the next one goes to.
     */
    Stream<RolloutRecord> begunBy(Change change) {
        if (!(change instanceof Change.Roll(DesiredResource before, DesiredResource after, var _))
                || !rolls(before, after)) {
            return Stream.empty();
        }
        boolean underWay = engine.status(change.key())
                .filter(status -> !status.rollout().isEmpty())
                .isPresent();
        int from = Optional.of(change.key())
                .filter(_ -> underWay)
                .flatMap(this::of)
                .map(RolloutRecord::from)
                .filter(first -> new StoredPast(store)
                        .find(change.key(), after.revision().uid(), first)
                        .filter(revision -> after.revision().spec() instanceof Workload to
                                && revision.workload().needsRollTo(to))
                        .isPresent())
                .orElse(before.revision().number());
        return Stream.of(new RolloutRecord(
                change.key(), after.revision().uid(), from, after.revision().number(), ""));
    }

    private static boolean rolls(DesiredResource before, DesiredResource after) {
        return before.revision().uid().equals(after.revision().uid())
                && before.revision().spec() instanceof Workload from
                && after.revision().spec() instanceof Workload to
                && from.needsRollTo(to);
    }

    /** One that halted is tried again. */
    void goOn(ResourceKey key) {
        of(key).filter(RolloutRecord::isHalted)
                .ifPresent(rollout -> store.unfinished().keep(rollout.haltedFor("")));
    }

    /** Writes down how a roll-out went on; what is stored of a later one stays. */
    void note(Event event) {
        Optional<RolloutRecord> stored =
                of(event.resource()).filter(rollout -> rollout.uid().equals(event.uid()));
        switch (event.happening()) {
            case Happening.RolloutHalted(int failed, int backTo, String why) -> {
                if (stored.map(RolloutRecord::to).orElse(0) <= failed) {
                    store.unfinished().keep(new RolloutRecord(event.resource(), event.uid(), backTo, failed, why));
                }
            }
            case Happening.RolloutFinished(int revision) ->
                stored.filter(rollout -> rollout.to() <= revision).ifPresent(store.unfinished()::forget);
            case Happening.RestartRequested() -> goOn(event.resource());
            default -> {}
        }
    }

    private Optional<RolloutRecord> of(ResourceKey key) {
        return store.unfinished().rollouts().stream()
                .filter(rollout -> rollout.resource().equals(key))
                .findFirst();
    }
}
