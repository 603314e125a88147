package tireless.scale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@link DrainDemand} knows of the looks before.
 *
 * @param at the last of them
 * @param waitingSince since when items wait
 * @param counted what each replica had done by then
 */
record DrainMemory(
        Optional<Duration> at,
        Optional<Duration> waitingSince,
        Arrivals arrivals,
        ServiceRate service,
        Bottleneck bottleneck,
        Counted counted) {
    static final DrainMemory NONE = new DrainMemory(
            Optional.empty(), Optional.empty(), Arrivals.NONE, ServiceRate.UNKNOWN, Bottleneck.NONE, Counted.NONE);

    /** Longer than the time over which replicas tell their rate: then it is of this backlog. */
    private static final Duration TOLD = Duration.ofSeconds(5);

    /** A longer silence is no time in which anything was measured. */
    private static final double LONGEST_SECONDS = 60;

    DrainMemory with(Duration now, List<ReplicaLoad> loads, double backlog) {
        Workforce workforce = Workforce.of(loads);
        double seconds = at.map(last -> Math.clamp(now.minus(last).toNanos() / 1e9, 0, LONGEST_SECONDS))
                .orElse(0.0);
        boolean waiting = backlog > 0;
        Optional<Duration> since = waiting ? Optional.of(waitingSince.orElse(now)) : Optional.empty();
        boolean told = since.isPresent() && now.minus(since.get()).compareTo(TOLD) >= 0;
        Optional<Counted.Growth> growth =
                seconds > 0 && Counted.isTold(loads) ? Optional.of(counted.until(loads)) : Optional.empty();
        double done = growth.map(grown -> grown.items() / seconds).orElse(workforce.done());
        return new DrainMemory(
                Optional.of(now),
                since,
                arrivals.with(now, backlog + workforce.inFlight(), done),
                served(growth, workforce, seconds, told),
                bottleneck.with(now, seconds, workforce.ready(), workforce.done(), waiting),
                Counted.of(loads));
    }

    private ServiceRate served(Optional<Counted.Growth> growth, Workforce workforce, double seconds, boolean told) {
        if (workforce.busy().isEmpty()) {
            return told ? service.with(seconds, workforce.done(), workforce.telling()) : service;
        }
        return growth.map(grown -> service.with(seconds, grown.items() / seconds, grown.busy()))
                .orElseGet(() ->
                        service.with(seconds, workforce.done(), workforce.busy().getAsDouble()));
    }
}
