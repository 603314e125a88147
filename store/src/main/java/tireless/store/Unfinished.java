package tireless.store;

import java.util.List;
import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;

/**
 * What was begun and may not be done: a later control plane goes on with it. At most one of each sort is kept for a resource, and it
 * goes with the resource. Writes are durable when they return, as those of {@link Store#commit}.
 */
public interface Unfinished {
    /** One for each resource that has one, in no order. */
    List<RestartRequest> restarts();

    /** That of one resource. */
    default Optional<RestartRequest> restart(ResourceKey key) {
        return restarts().stream()
                .filter(request -> request.resource().equals(key))
                .findFirst();
    }

    /** Puts a request in the place of the one before it. */
    void keep(RestartRequest request);

    /** Forgets a request that was carried out; one that was put in its place meanwhile stays. */
    void forget(RestartRequest request);

    /** One for each resource that has one, in no order. */
    List<RolloutRecord> rollouts();

    /** That of one resource. */
    default Optional<RolloutRecord> rollout(ResourceKey key) {
        return rollouts().stream()
                .filter(rollout -> rollout.resource().equals(key))
                .findFirst();
    }

    /** Puts a roll-out in the place of the one before it. */
    void keep(RolloutRecord rollout);

    /** Forgets a roll-out that is over; one that was put in its place meanwhile stays. */
    void forget(RolloutRecord rollout);
}
