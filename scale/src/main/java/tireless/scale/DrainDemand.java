package tireless.scale;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import tireless.scale.Demand.Activity;
import tireless.scale.own.OwnTrigger.Drain;

/**
 * As many replicas as work off what waits within a time, and keep up with what arrives meanwhile.
 *
 * <p>With {@code B} items waiting, {@code a} arriving and {@code m} done by a busy replica per second, and {@code T} seconds, these are {@code
 * B ÷ (m × T)} for the backlog, {@code R = a ÷ m} for the arrivals, and {@code √R ÷ 2} so that most find an idle one (square-root
 * staffing). Never more than have something to do.
 */
final class DrainDemand {
    /** Of the square root of the replicas that would be just enough. With a half, about one item in two finds an idle replica. */
    private static final double STAFFING = 0.5;

    /** A replica may take so long to start and to do a first item, before that says something of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String trigger;
    private final Drain drain;
    private final Tolerance tolerance;

    DrainDemand(String trigger, Drain drain, Tolerance tolerance) {
        this.trigger = trigger;
        this.drain = drain;
        this.tolerance = tolerance;
    }

    /** What is asked for, and what to know at the next look. */
    record Result(Demand demand, DrainMemory next) {}

    /**
     * With a known backlog.
     *
     * @param active whether the source says that there is work; its replicas may say so too
     */
    Result of(double backlog, boolean active, Observed observed, DrainMemory memory, Duration now) {
        Workforce workforce = Workforce.of(observed.loads());
        double waiting = drain.includesInFlight() ? Math.max(0, backlog - workforce.inFlight()) : backlog;
        DrainMemory next = memory.with(now, observed.loads(), waiting);
        boolean working = active || waiting > 0 || workforce.inFlight() > 0 || workforce.done() > 0;
        Activity activity = working ? Activity.ACTIVE : Activity.INACTIVE;
        // The rate of before this look: a longer backlog must not look like faster replicas.
        OptionalDouble rate = memory.service().perSecond();
        Demand demand = rate.isPresent()
                ? known(
                        waiting,
                        rate.getAsDouble(),
                        next.arrivals().perSecond(),
                        workforce,
                        observed,
                        memory,
                        now,
                        activity)
                : unmeasured(
                        waiting,
                        workforce,
                        observed.replicas(),
                        now.minus(next.waitingSince().orElse(now)),
                        activity);
        return new Result(demand, next);
    }

    /** One replica at first, to measure it; twice as many each time that the target passes and nothing was measured. */
    private Demand unmeasured(double waiting, Workforce workforce, int current, Duration waited, Activity activity) {
        Duration step = drain.target().compareTo(PATIENCE) > 0 ? drain.target() : PATIENCE;
        long doublings = Math.min(30, waited.dividedBy(step));
        int careful = Math.min(1 << doublings, Math.max(1, Tolerance.ceil(workforce.useful(waiting))));
        int wanted = activity == Activity.ACTIVE ? Math.max(careful, current) : 0;
        return new Demand.Known(
                trigger,
                wanted,
                activity,
                "%s waiting, since %s, and not known yet how fast a replica is → %d"
                        .formatted(Figures.of(waiting), Figures.seconds(waited), wanted));
    }

    private Demand known(
            double waiting,
            double rate,
            double arriving,
            Workforce workforce,
            Observed observed,
            DrainMemory memory,
            Duration now,
            Activity activity) {
        int current = observed.replicas();
        double seconds = drain.target().toMillis() / 1e3;
        double offered = arriving / rate;
        double toDrain = waiting / (rate * seconds);
        double toKeepUp = offered + STAFFING * Math.sqrt(offered);
        double exact = toDrain + toKeepUp;
        StringBuilder text = new StringBuilder("%s ÷ (%s × %s) = %s"
                .formatted(
                        Figures.of(waiting), Figures.rate(rate), Figures.seconds(drain.target()), Figures.of(toDrain)));
        if (toKeepUp > 0) {
            text.append(", + %s to keep up with %s".formatted(Figures.of(toKeepUp), Figures.rate(arriving)));
        }
        boolean near = current > 0 && tolerance.bears(exact / current);
        int wanted = near ? current : Tolerance.ceil(exact);
        int useful = Tolerance.ceil(Math.max(workforce.useful(waiting), Math.ceil(toKeepUp)));
        text.append(near ? ", near enough to " + current : " → " + Figures.of(wanted));
        if (useful < wanted) {
            text.append(", but only %d would have something to do".formatted(useful));
            wanted = useful;
        }
        Optional<Bottleneck.Ceiling> ceiling = memory.bottleneck().holding(now);
        if (ceiling.isPresent() && ceiling.get().enough().replicas() < wanted) {
            wanted = ceiling.get().enough().replicas();
            text.append(bottleneck(ceiling.get(), now));
        }
        return new Demand.Known(trigger, wanted, activity, text.toString());
    }

    private static String bottleneck(Bottleneck.Ceiling found, Duration now) {
        return "; bottleneck elsewhere: %s did %s, %d did %s, so %d, until more are tried in %s"
                .formatted(
                        Figures.replicas(found.tried().replicas()),
                        Figures.rate(found.tried().perSecond()),
                        found.enough().replicas(),
                        Figures.rate(found.enough().perSecond()),
                        found.enough().replicas(),
                        Figures.seconds(found.until().minus(now)));
    }
}
