package tireless.throughput;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.model.Throughput;

/**
 * What one attempt has said of itself so far. Times are since boot; what is absent was never said, and is unknown, not zero.
 *
 * @param ready whether it said that it is ready
 * @param lastHeartbeat when {@code WATCHDOG=1} was last heard
 * @param watchdog the heartbeat interval that it asked for itself
 * @param lastProgress when {@code X_PROCESSED} last grew, or was first heard
 * @param scaleInProtection whether it asked not to be taken away when replicas are
 */
public record ReplicaSignals(
        boolean ready,
        String status,
        Optional<Duration> lastHeartbeat,
        Optional<Duration> watchdog,
        Optional<Duration> lastProgress,
        Counters counters,
        Rates rates,
        boolean scaleInProtection) {
    /** Nothing was said yet. */
    public static final ReplicaSignals NONE = new ReplicaSignals(
            false, "", Optional.empty(), Optional.empty(), Optional.empty(), Counters.UNKNOWN, Rates.UNKNOWN, false);

    /** The newest counters and gauges. */
    public record Counters(
            OptionalLong processed,
            OptionalLong errors,
            OptionalLong backlog,
            OptionalLong inFlight,
            Optional<Duration> latency) {
        static final Counters UNKNOWN = new Counters(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());

        Counters with(Notification said) {
            return new Counters(
                    newer(said.processed(), processed),
                    newer(said.errors(), errors),
                    newer(said.backlog(), backlog),
                    newer(said.inFlight(), inFlight),
                    said.numbers().latency().or(() -> latency));
        }

        private static OptionalLong newer(OptionalLong said, OptionalLong before) {
            return said.isPresent() ? said : before;
        }
    }

    /**
     * How fast the counters grow.
     *
     * @param regular when numbers were heard last that come from time to time whatever is done; empty for never
     */
    public record Rates(ProgressMeter processed, ProgressMeter errors, Optional<Regular> regular) {
        static final Rates UNKNOWN = new Rates(ProgressMeter.EMPTY, ProgressMeter.EMPTY, Optional.empty());

        Rates with(Notification said, Duration at) {
            Rates before = said.origin().anew() ? UNKNOWN : this;
            Duration counted = at.minus(said.origin().age());
            return new Rates(
                    with(before.processed, said.processed(), counted),
                    with(before.errors, said.errors(), counted),
                    said.origin().regular() ? Optional.of(Regular.after(regular, at)) : regular);
        }

        private static ProgressMeter with(ProgressMeter meter, OptionalLong count, Duration at) {
            return count.isPresent() ? meter.with(at, count.getAsLong()) : meter;
        }
    }

    /**
     * Numbers that come from time to time.
     *
     * @param at when they came last
     * @param pause since they had come before
     */
    public record Regular(Duration at, Duration pause) {
        private static Regular after(Optional<Regular> before, Duration at) {
            return new Regular(at, before.map(known -> at.minus(known.at())).orElse(Duration.ZERO));
        }

        /** Whether they should have come again long ago: what they said is not known to hold. */
        private boolean isMissed(Duration now) {
            return now.minus(at).compareTo(ProgressMeter.holds(pause)) > 0;
        }
    }

    /** These signals and what was said at {@code at}. */
    public ReplicaSignals with(Notification said, Duration at) {
        boolean grew = said.processed().isPresent()
                && (counters.processed().isEmpty()
                        || said.processed().getAsLong() != counters.processed().getAsLong());
        return new ReplicaSignals(
                ready || said.ready(),
                said.status().orElse(status),
                said.heartbeat() ? Optional.of(at) : lastHeartbeat,
                said.watchdog().or(() -> watchdog),
                grew ? Optional.of(at) : lastProgress,
                counters.with(said),
                rates.with(said, at),
                said.scaleInProtection().orElse(scaleInProtection));
    }

    /** The same, of one that asked for this heartbeat interval. */
    public ReplicaSignals asking(Duration interval) {
        return new ReplicaSignals(
                ready, status, lastHeartbeat, Optional.of(interval), lastProgress, counters, rates, scaleInProtection);
    }

    /** Whether it is known to have processed anything. */
    public boolean progressed() {
        return counters.processed().orElse(0) > 0;
    }

    /**
     * When the count of what was done was last heard, where it comes from time to time whatever is done: what came later than that is not
     * known. Empty where it is told.
     */
    public Optional<Duration> countedUntil() {
        return rates.regular().flatMap(_ -> rates.processed().heard());
    }

    /** Whether {@link #throughput} becomes another one by silence alone. */
    public boolean fades(Duration now) {
        return rates.regular().filter(known -> !known.isMissed(now)).isPresent()
                || throughput(now).perSecond().orElse(0) > 0;
    }

    /** What people and autoscalers want to know, at {@code now}. */
    public Throughput throughput(Duration now) {
        boolean regular = rates.regular().isPresent();
        boolean missed = rates.regular().filter(known -> known.isMissed(now)).isPresent();
        return new Throughput(
                rates.processed().perSecond(now, regular),
                rates.errors().perSecond(now, regular),
                counters.processed(),
                counters.errors(),
                missed ? OptionalLong.empty() : counters.backlog(),
                missed ? OptionalLong.empty() : counters.inFlight(),
                missed ? OptionalDouble.empty() : seconds(counters.latency()));
    }

    private static OptionalDouble seconds(Optional<Duration> duration) {
        return duration.isPresent() ? OptionalDouble.of(duration.get().toNanos() / 1e9) : OptionalDouble.empty();
    }
}
