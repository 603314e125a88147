package tireless.cli.plane;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.control.History;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.objective.Objective;
import tireless.plan.DesiredResource;
import tireless.series.ObjectiveWatch;
import tireless.series.ObjectiveWatch.Said;
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
                        said(resource.key(), resource.revision().uid())))
                : Optional.empty();
    }

    private Map<Objective, Said> said(ResourceKey key, Uid uid) {
        List<RecordedEvent> events = new History(store.journal()).read(EventQuery.of(key, EVENTS));
        Map<Objective, Said> said = new EnumMap<>(Objective.class);
        for (RecordedEvent recorded : events.reversed()) {
            if (!recorded.event().uid().equals(uid)) {
                continue;
            }
            switch (recorded.event().happening()) {
                case Happening.ObjectiveMissed(var objective, var _, var _, var _) ->
                    said.put(objective, new Said(true, recorded.event().at()));
                case Happening.ObjectiveMet(var objective, var _, var _, var _) ->
                    said.put(objective, new Said(false, recorded.event().at()));
                default -> {
                    // Says nothing of objectives.
                }
            }
        }
        return said;
    }
}
