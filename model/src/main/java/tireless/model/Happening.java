package tireless.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tireless.model.objective.Objective;

/** What an {@link Event} says. */
public sealed interface Happening {
    /** For programs, and in manifests: the name of its type, begun small, as {@code backedOff}. */
    default String word() {
        return wordOf(getClass());
    }

    /** The same of a type. */
    static String wordOf(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A revision became the desired one. */
    record Accepted(int revision, int replicas) implements Happening {}

    /**
     * An attempt runs.
     *
     * @param sinceExit the time from the end of the attempt before it; empty for a first start
     */
    record Started(int attempt, long pid, Optional<Duration> sinceExit) implements Happening {}

    /** A control plane found an attempt that was already running, and goes on with it. */
    record Adopted(int attempt, long pid) implements Happening {}

    record Ready(int attempt) implements Happening {}

    record Exited(int attempt, Exit exit, Duration uptime) implements Happening {}

    /**
     * The next start is put off.
     *
     * @param failures in a row; an end that came too early is one
     * @param ended whether the last of them was an end without a fault
     */
    record BackedOff(int failures, Duration delay, Instant until, boolean ended) implements Happening {
        public BackedOff(int failures, Duration delay, Instant until) {
            this(failures, delay, until, false);
        }
    }

    /** The replica lives but makes no progress; it is restarted. */
    record Stalled(String why) implements Happening {}

    record Stopping(String why, Duration grace) implements Happening {}

    /** The grace period passed, and the rest was killed. */
    record Killed(String why) implements Happening {}

    record Stopped() implements Happening {}

    /** Processes that an attempt left behind were killed before the next start. */
    record LeftoversKilled(int count) implements Happening {}

    /** Whether an attempt lives cannot be told at the moment; nothing is started until it can. */
    record Unsettled(String why) implements Happening {}

    /** A workload that ends has ended. */
    record Finished(Exit exit) implements Happening {}

    /**
     * The desired count became another one.
     *
     * @param why for people, where its load decided that; empty where it was set by hand
     */
    record Scaled(int from, int to, String why) implements Happening {
        public Scaled(int from, int to) {
            this(from, to, "");
        }
    }

    record PowerChanged(Power power) implements Happening {}

    /** A restart was asked for by hand. */
    record RestartRequested() implements Happening {}

    /** A roll-out went back to an older revision and halted. */
    record RolloutHalted(int revision, int backTo, String why) implements Happening {}

    record RolloutFinished(int revision) implements Happening {}

    record Removed() implements Happening {}

    /**
     * Nothing of it is left where it ran, and it goes on elsewhere.
     *
     * @param revision the number of the one that it goes on with
     * @param from for people: {@code this machine}
     * @param to for people: compute `prod`
     */
    record Moved(int revision, String from, String to) implements Happening {}

    /**
     * The attempt cut its own output file, as by opening /dev/stderr for writing.
     *
     * @param bytes how much of its output is lost by that
     */
    record LogTruncated(int attempt, long bytes) implements Happening {}

    /**
     * A worker listens where others can reach it, which a worker must not.
     *
     * @param addresses as {@code 0.0.0.0:8080}; none if it has stopped to
     */
    record IngressViolation(int attempt, List<String> addresses) implements Happening {
        public IngressViolation {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A replica wanted more processes and threads than it may have, told once of each attempt.
     *
     * @param tasks how many it may have
     */
    record ForkLimit(int attempt, long tasks) implements Happening {}

    /**
     * A probe failed that did not fail before; while it goes on to fail, that is not told again.
     *
     * @param why what it said, for people
     */
    record ProbeFailed(int attempt, ProbeKind kind, String why) implements Happening {}

    /** A probe that failed passed again. */
    record ProbeRecovered(int attempt, ProbeKind kind) implements Happening {}

    /** A replica that was ready is not ready any more; it is ready again with the next {@link Ready}. */
    record Unready(int attempt, String why) implements Happening {}

    /** A probe found that the replica must be restarted. */
    record Unhealthy(String why) implements Happening {}

    /**
     * What is expected of a worker's work was missed over a whole window; while that goes on, it is not told again.
     *
     * @param value the average of the window; infinite for a lag without end
     */
    record ObjectiveMissed(Objective objective, double value, double target, Duration window) implements Happening {}

    /** An objective that was missed was met for a whole window. */
    record ObjectiveMet(Objective objective, double value, double target, Duration window) implements Happening {}

    /**
     * Somebody could not be told of something.
     *
     * @param recipient for people, without anything that is confidential
     * @param topic of what
     * @param why what stood in the way
     * @param notices how many events are given up; 0 while it is tried again
     */
    record NotNotified(String recipient, String topic, String why, int notices) implements Happening {}

    /**
     * A trigger can not be read, which was tried more than once; while it goes on, that is not told again.
     *
     * @param trigger as it is shown to people
     * @param why what was asked and what it said, without a secret
     */
    record TriggerFailed(String trigger, String why) implements Happening {}

    /**
     * A trigger of which it was told that it can not be read can be read again.
     *
     * @param after how long it could not
     */
    record TriggerRecovered(String trigger, Duration after) implements Happening {}

    /** Something that people should know and that changes nothing: a limit that cannot be enforced here. */
    record Warned(String what) implements Happening {}
}
