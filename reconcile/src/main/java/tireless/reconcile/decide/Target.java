package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.engine.Desired;
import tireless.model.IngressPolicy;
import tireless.model.ResourceKey;

/**
 * What is wanted of one resource.
 *
 * @param desired empty for what runs and was never asked for: it is to go
 * @param ordinals which of it shall run
 * @param generation counts restarts by hand
 * @param listeningSince since when the engine hears its replicas without a gap, time since boot
 * @param ingress what becomes of its replicas that listen for others
 */
public record Target(
        ResourceKey key,
        Optional<Desired> desired,
        Ordinals ordinals,
        int generation,
        Rollout rollout,
        Duration listeningSince,
        IngressPolicy ingress) {}
