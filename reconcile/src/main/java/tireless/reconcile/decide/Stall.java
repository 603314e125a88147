package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.model.StallPolicy;
import tireless.throughput.ReplicaSignals;

/**
 * When a living replica will count as stalled if nothing more is heard of it.
 *
 * @param at time since boot
 * @param why for people
 */
record Stall(Duration at, String why) {
    /**
     * The earliest stall that threatens; empty if none does. Unknown or zero backlog is never a stall, and a heartbeat is missed only
     * where one was asked for.
     */
    static Optional<Stall> of(StallPolicy policy, Life.Alive alive) {
        return Stream.concat(silence(policy, alive).stream(), standstill(policy, alive).stream())
                .min((a, b) -> a.at().compareTo(b.at()));
    }

    private static Optional<Stall> silence(StallPolicy policy, Life.Alive alive) {
        ReplicaSignals signals = alive.signals();
        return signals.watchdog()
                .or(policy::watchdog)
                .filter(Duration::isPositive)
                .map(interval -> {
                    Duration last = signals.lastHeartbeat().orElse(alive.readyAt());
                    return new Stall(last.plus(interval), "no heartbeat for " + interval.toMillis() + " ms");
                });
    }

    private static Optional<Stall> standstill(StallPolicy policy, Life.Alive alive) {
        ReplicaSignals signals = alive.signals();
        boolean waiting = signals.counters().backlog().orElse(0) > 0
                && signals.counters().processed().isPresent();
        return policy.stallAfter().filter(_ -> waiting).map(limit -> {
            Duration last = signals.lastProgress()
                    .filter(progress -> progress.compareTo(alive.readyAt()) > 0)
                    .orElse(alive.readyAt());
            return new Stall(
                    last.plus(limit),
                    "nothing processed for %d s with %d items waiting"
                            .formatted(
                                    limit.toSeconds(),
                                    signals.counters().backlog().orElse(0)));
        });
    }
}
