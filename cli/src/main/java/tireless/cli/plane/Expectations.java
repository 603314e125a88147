package tireless.cli.plane;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
public final class Expectations {
    private static final int EVENTS = 1_000;

    private final Store store;
    private final Map<ResourceKey, Before> known = new ConcurrentHashMap<>();

    /** What was said of a worker before anybody watched it here. */
    private record Before(Uid uid, Map<Objective, Said> said) {}

    public Expectations(Store store) {
        this.store = store;
    }

    /** Empty where nothing is expected of it, or where it is on its way out. What was said of it is read when something is expected first. */
    public Optional<ObjectiveWatch.Expectation> of(ResourceKey key) {
        Optional<ObjectiveWatch.Expectation> found = store.desired(key)
                .filter(resource -> resource.power() != Power.REMOVED)
                .flatMap(this::of);
        if (found.isEmpty()) {
            known.remove(key);
        }
        return found;
    }

    private Optional<ObjectiveWatch.Expectation> of(DesiredResource resource) {
        return resource.revision().spec() instanceof Workload workload
                        && !workload.policy().objectives().isEmpty()
                ? Optional.of(new ObjectiveWatch.Expectation(
                        resource.revision().uid(),
                        workload.policy().objectives(),
                        before(resource.key(), resource.revision().uid()).said()))
                : Optional.empty();
    }

    private Before before(ResourceKey key, Uid uid) {
        return known.compute(
                key, (_, read) -> read != null && read.uid().equals(uid) ? read : new Before(uid, said(key, uid)));
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
