package tireless.throughput;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One datagram of the sd_notify protocol (sd_notify(3)) with the fields that Tireless reads. What is absent was not said.
 *
 * @param ready {@code READY=1}
 * @param status {@code STATUS=}
 * @param heartbeat {@code WATCHDOG=1}
 * @param watchdog {@code WATCHDOG_USEC=}: the interval the worker asks to be watched with
 * @param numbers what it counts
 * @param scaleInProtection {@code X_SCALE_IN_PROTECTION=0|1}
 * @param origin how its numbers came
 */
public record Notification(
        boolean ready,
        Optional<String> status,
        boolean heartbeat,
        Optional<Duration> watchdog,
        Numbers numbers,
        Optional<Boolean> scaleInProtection,
        Origin origin) {
    /**
     * How numbers came.
     *
     * @param age how long before they were heard they were counted
     * @param anew whether they hold what nobody heard of before, so that what they grew by is not what was done meanwhile
     * @param regular whether they come from time to time whatever is done, as those of a page: then silence says nothing. Who tells what it
     *     does says by its silence that it does nothing
     */
    public record Origin(Duration age, boolean anew, boolean regular) {
        /** Told when something was done. */
        public static final Origin TOLD = new Origin(Duration.ZERO, false, false);

        /** Looked for from time to time. */
        public static final Origin LOOKED_FOR = new Origin(Duration.ZERO, false, true);
    }

    /**
     * Counts and gauges.
     *
     * @param processed {@code X_PROCESSED=}: items since the process began, cumulative
     * @param errors {@code X_ERRORS=}: failed items since the process began, cumulative
     * @param backlog {@code X_BACKLOG=}: items that wait
     * @param inFlight {@code X_INFLIGHT=}: items begun and not finished
     * @param latency {@code X_LATENCY_USEC=}: how long an item took of late, on average
     */
    public record Numbers(
            OptionalLong processed,
            OptionalLong errors,
            OptionalLong backlog,
            OptionalLong inFlight,
            Optional<Duration> latency) {
        /** Nothing was said. */
        public static final Numbers NONE = new Numbers(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());

        /** Without a latency. */
        public Numbers(OptionalLong processed, OptionalLong errors, OptionalLong backlog, OptionalLong inFlight) {
            this(processed, errors, backlog, inFlight, Optional.empty());
        }
    }

    /** One that says numbers and nothing else. */
    public static Notification of(Numbers numbers, Origin origin) {
        return new Notification(false, Optional.empty(), false, Optional.empty(), numbers, Optional.empty(), origin);
    }

    /** Reads a datagram. What cannot be understood counts as not said; nothing makes it fail. */
    public static Notification parse(byte[] datagram) {
        NotificationText text = NotificationText.parse(datagram);
        return new Notification(
                text.isOne("READY"),
                text.text("STATUS"),
                text.isOne("WATCHDOG"),
                text.micros("WATCHDOG_USEC"),
                new Numbers(
                        text.count("X_PROCESSED"),
                        text.count("X_ERRORS"),
                        text.count("X_BACKLOG"),
                        text.count("X_INFLIGHT"),
                        text.micros("X_LATENCY_USEC")),
                text.flag("X_SCALE_IN_PROTECTION"),
                Origin.TOLD);
    }

    /** The same, of numbers that hold what nobody heard of before. */
    public Notification anew() {
        return new Notification(
                ready,
                status,
                heartbeat,
                watchdog,
                numbers,
                scaleInProtection,
                new Origin(origin.age(), true, origin.regular()));
    }

    /** Items since the process began, cumulative. */
    public OptionalLong processed() {
        return numbers.processed();
    }

    /** Failed items since the process began, cumulative. */
    public OptionalLong errors() {
        return numbers.errors();
    }

    /** Items that wait. */
    public OptionalLong backlog() {
        return numbers.backlog();
    }

    /** Items begun and not finished. */
    public OptionalLong inFlight() {
        return numbers.inFlight();
    }
}
