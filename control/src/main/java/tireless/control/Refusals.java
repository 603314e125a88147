package tireless.control;

import java.util.List;
import java.util.Map;
import tireless.model.CountOwner;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.StaleViewException;

/** What is asked for and is not done, with the reason. */
final class Refusals {
    private Refusals() {}

    /** Of a count by hand, where its load decides it. */
    static void ofScaled(DesiredResource resource) {
        ClusterWorkers.countOwner(resource.revision().workload())
                .filter(CountOwner::isInTheCluster)
                .ifPresent(owner -> {
                    throw TirelessException.failed(
                            "the count of %s belongs to %s on its cluster: change its bounds, or what scales it, in its manifest"
                                    .formatted(resource.key(), ClusterWorkers.words(owner)));
                });
        if (resource.revision().workload().scaling().isPresent()) {
            throw TirelessException.failed(
                    "%s is scaled by its load (`tireless explain %s -w %s` says how): change its bounds, or what scales it, in its manifest"
                            .formatted(
                                    resource.key(),
                                    resource.key().name(),
                                    resource.key().scope()));
        }
    }

    /** Of a change to what is not any more as it was seen. */
    static void ofStale(Map<ResourceKey, Long> seen, Map<ResourceKey, DesiredResource> current) {
        List<ResourceKey> stale = seen.entrySet().stream()
                .filter(entry -> {
                    DesiredResource now = current.get(entry.getKey());
                    return entry.getValue() != (now == null ? DesiredResource.NEW : now.version());
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!stale.isEmpty()) {
            throw new StaleViewException(stale);
        }
    }
}
