package tireless.cli.plane;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.control.History;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.objective.Objective;
import tireless.plan.DesiredResource;
import tireless.series.ObjectiveWatch;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;
import tireless.store.Store;

/** What is expected of workers by what a store desires, and what was last said of it. */
public record Expectations(Store store) {
    private static final int EVENTS = 1_000;

    /** Empty where nothing is expected of it, or where it is on its way out. */
    public Optional<ObjectiveWatch.Expectation> of(ResourceKey key) {
        return store.desired(key)
                .filter(resource -> resource.power() != Power.REMOVED)
                .flatMap(this::of);
    }

    private Optional<ObjectiveWatch.Expectation> of(DesiredResource resource) {
        return resource.revision().spec() instanceof Workload workload
                        && !workload.policy().objectives().isEmpty()
                ? Optional.of(new ObjectiveWatch.Expectation(
                        resource.revision().uid(),
                        workload.policy().objectives(),
                        missed(resource.key(), resource.revision().uid())))
                : Optional.empty();
    }

    private Set<Objective> missed(ResourceKey key, Uid uid) {
        List<RecordedEvent> events = new History(store.journal()).read(EventQuery.of(key, EVENTS));
        Set<Objective> missed = EnumSet.noneOf(Objective.class);
        for (RecordedEvent recorded : events.reversed()) {
            if (!recorded.event().uid().equals(uid)) {
                continue;
            }
            switch (recorded.event().happening()) {
                case Happening.ObjectiveMissed(var objective, var _, var _, var _) -> missed.add(objective);
                case Happening.ObjectiveMet(var objective, var _, var _, var _) -> missed.remove(objective);
                default -> {
                    // Says nothing of objectives.
                }
            }
        }
        return missed;
    }
}
