package tireless.store.memory;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;
import tireless.store.Unfinished;

final class MemoryUnfinished implements Unfinished {
    private final SortedMap<ResourceKey, RestartRequest> restarts = new TreeMap<>();
    private final SortedMap<ResourceKey, RolloutRecord> rollouts = new TreeMap<>();

    @Override
    public synchronized List<RestartRequest> restarts() {
        return List.copyOf(restarts.values());
    }

    @Override
    public synchronized void keep(RestartRequest request) {
        restarts.put(request.resource(), request);
    }

    @Override
    public synchronized void forget(RestartRequest request) {
        restarts.remove(request.resource(), request);
    }

    @Override
    public synchronized List<RolloutRecord> rollouts() {
        return List.copyOf(rollouts.values());
    }

    @Override
    public synchronized void keep(RolloutRecord rollout) {
        rollouts.put(rollout.resource(), rollout);
    }

    @Override
    public synchronized void forget(RolloutRecord rollout) {
        rollouts.remove(rollout.resource(), rollout);
    }

    /** The resource is gone, or another one is in its place. */
    synchronized void end(ResourceKey key) {
        restarts.remove(key);
        rollouts.remove(key);
    }
}
