package tireless.scale;

import java.time.Duration;
import java.util.Optional;

/**
 * What {@link DrainDemand} knows of the looks before.
 *
 * @param at the last of them
 * @param waitingSince since when items wait
 */
record DrainMemory(
        Optional<Duration> at,
        Optional<Duration> waitingSince,
        Arrivals arrivals,
        ServiceRate service,
        Bottleneck bottleneck) {
    static final DrainMemory NONE =
            new DrainMemory(Optional.empty(), Optional.empty(), Arrivals.NONE, ServiceRate.UNKNOWN, Bottleneck.NONE);

    /** Longer than the time over which replicas tell their rate: then it is of this backlog. */
    private static final Duration TOLD = Duration.ofSeconds(5);

    /** A longer silence is no time in which anything was measured. */
    private static final double LONGEST_SECONDS = 60;

    DrainMemory with(Duration now, Workforce workforce, double backlog) {
        double seconds = at.map(last -> Math.clamp(now.minus(last).toNanos() / 1e9, 0, LONGEST_SECONDS))
                .orElse(0.0);
        boolean waiting = backlog > 0;
        Optional<Duration> since = waiting ? Optional.of(waitingSince.orElse(now)) : Optional.empty();
        boolean told = since.isPresent() && now.minus(since.get()).compareTo(TOLD) >= 0;
        ServiceRate served = workforce.busy().isPresent()
                ? service.with(seconds, workforce.done(), workforce.busy().getAsDouble())
                : told ? service.with(seconds, workforce.done(), workforce.telling()) : service;
        return new DrainMemory(
                Optional.of(now),
                since,
                arrivals.with(now, backlog, workforce.done()),
                served,
                bottleneck.with(now, seconds, workforce.ready(), workforce.done(), waiting));
    }
}
