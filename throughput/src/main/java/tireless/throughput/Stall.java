package tireless.throughput;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.model.Plural;
import tireless.model.StallPolicy;

/**
 * When a living replica will count as stalled if nothing more is heard of it.
 *
 * @param at time since boot
 * @param why for people
 */
public record Stall(Duration at, String why) {
    /** So long a count may be missed that is looked for from time to time. */
    private static final Duration UNHEARD = Duration.ofSeconds(10);

    /**
     * The earliest stall that threatens; empty if none does. Unknown or zero backlog is never a stall, and a heartbeat is missed only
     * where one was asked for. What could not be heard is not held against a replica.
     *
     * @param readySince since when it is ready; time since boot, as all times here
     * @param listeningSince since when the engine hears its replicas without a gap
     */
    public static Optional<Stall> of(
            StallPolicy policy, ReplicaSignals signals, Duration readySince, Duration listeningSince) {
        Duration from = later(Optional.of(readySince), listeningSince);
        return Stream.concat(silence(policy, signals, from).stream(), standstill(policy, signals, from).stream())
                .min((a, b) -> a.at().compareTo(b.at()));
    }

    private static Optional<Stall> silence(StallPolicy policy, ReplicaSignals signals, Duration from) {
        return signals.watchdog()
                .or(policy::watchdog)
                .filter(Duration::isPositive)
                .map(interval -> {
                    return new Stall(
                            later(signals.lastHeartbeat(), from).plus(interval),
                            "no heartbeat for %.1f s".formatted(interval.toMillis() / 1000.0));
                });
    }

    private static Optional<Stall> standstill(StallPolicy policy, ReplicaSignals signals, Duration from) {
        boolean waiting = signals.counters().backlog().orElse(0) > 0
                && signals.counters().processed().isPresent();
        return policy.stallAfter().filter(_ -> waiting).flatMap(limit -> {
            Duration at = later(signals.lastProgress(), from).plus(limit);
            return isHeardUntil(at, signals)
                    ? Optional.of(new Stall(
                            at,
                            "nothing processed for %d s with %s waiting"
                                    .formatted(
                                            limit.toSeconds(),
                                            Plural.of(
                                                    signals.counters().backlog().orElse(0), "item"))))
                    : Optional.empty();
        });
    }

    /** A count that was not heard of late may have grown: a page that does not answer is no standstill. */
    private static boolean isHeardUntil(Duration at, ReplicaSignals signals) {
        return signals.countedUntil()
                .filter(heard -> heard.plus(UNHEARD).compareTo(at) < 0)
                .isEmpty();
    }

    private static Duration later(Optional<Duration> last, Duration from) {
        return last.filter(at -> at.compareTo(from) > 0).orElse(from);
    }
}
