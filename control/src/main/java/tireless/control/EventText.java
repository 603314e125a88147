package tireless.control;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tireless.model.Event;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Plural;
import tireless.model.Power;
import tireless.model.ResourceType;
import tireless.model.objective.Objective;

/** Says what happened, one line a time, for people. */
public final class EventText {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;

    /** @param zone in which times of the day are told */
    public EventText(ZoneId zone) {
        this.zone = zone;
    }

    /** With the name of the replica or resource in front. */
    public String of(Event event) {
        return event.subject() + " " + alone(event);
    }

    /** Without a name. */
    public String alone(Event event) {
        return event.happening() instanceof Happening.Accepted(int revision, var _)
                        && event.resource().type() != ResourceType.WORKER
                ? "accepted, revision " + revision
                : text(event.happening());
    }

    private String text(Happening happening) {
        return switch (happening) {
            case Happening.Accepted(int revision, int replicas) ->
                "accepted, revision %d, %s".formatted(revision, Plural.of(replicas, "replica"));
            case Happening.Started(var _, long pid, var sinceExit) ->
                sinceExit.map(time -> "restarted after " + span(time)).orElse("started") + ", pid " + pid;
            case Happening.Adopted(var _, long pid) -> "was running already, pid " + pid;
            case Happening.Ready _ -> "is ready";
            // What never ran has no time to tell of, and its hint is long.
            case Happening.Exited(var _, Exit.NotStarted never, var _) -> never.toString();
            case Happening.Exited(var _, var exit, var uptime) -> exit + " after " + span(uptime);
            case Happening.BackedOff(int failures, var delay, var until, boolean ended) ->
                "backing off until %s (%s): %s".formatted(clock(until), span(delay), inARow(failures, ended));
            case Happening.Stalled(String why) -> "stalled, " + why + ": restarting it";
            case Happening.Stopping(String why, var grace) ->
                "stopping (%s): SIGTERM, then SIGKILL after %s".formatted(why, span(grace));
            case Happening.Killed(String why) -> "killed, " + why;
            case Happening.Stopped() -> "stopped";
            case Happening.LeftoversKilled(int count) ->
                "left %s behind, killed".formatted(Plural.of(count, "process"));
            case Happening.Unsettled(String why) -> "is in an unknown state, asking again: " + why;
            case Happening.Finished(var exit) -> "finished, " + exit;
            case Happening.Scaled(int from, int to, String why) ->
                "scaled from " + from + " to " + to + (why.isEmpty() ? "" : ": " + why);
            case Happening.PowerChanged(Power power) ->
                switch (power) {
                    case ON -> "starts again";
                    case PAUSED -> "paused";
                    case STOPPED -> "is being stopped";
                    case REMOVED -> "is being removed";
                };
            case Happening.RestartRequested() -> "restarting, as asked";
            case Happening.RolloutHalted(int revision, int backTo, String why) ->
                "roll-out of revision %d halted and went back to %d: %s".formatted(revision, backTo, why);
            case Happening.RolloutFinished(int revision) -> "runs revision " + revision;
            case Happening.Removed() -> "removed";
            case Happening.Moved(int revision, String from, String to) ->
                "nothing of it is left on %s; it goes on with revision %d on %s".formatted(from, revision, to);
            case Happening.LogTruncated(var _, long bytes) ->
                "cut its own log, as by writing to /dev/stderr; "
                        + (bytes == 0 ? "what was in it is kept" : "at least " + size(bytes) + " of it is lost");
            case Happening.IngressViolation(var _, var addresses) ->
                addresses.isEmpty()
                        ? "does not listen for others any more"
                        : "listens at %s, which a worker must not: ingress-violation"
                                .formatted(String.join(", ", addresses));
            case Happening.ForkLimit(var _, long tasks) ->
                "could not start another process or thread: the limit is %d, or a lower one of a group above; fork-limit"
                        .formatted(tasks);
            case Happening.ProbeFailed(var _, var kind, String why) ->
                "%s probe failed: %s".formatted(kind.word(), why);
            case Happening.ProbeRecovered(var _, var kind) -> kind.word() + " probe passes again";
            case Happening.Unready(var _, String why) -> "is not ready any more, " + why;
            case Happening.Unhealthy(String why) -> why + ": restarting it";
            case Happening.ObjectiveMissed(var objective, double value, double target, var window) ->
                judged("%s %s over %s, the objective is %s: %s is missed", objective, value, target, window);
            case Happening.ObjectiveMet(var objective, double value, double target, var window) ->
                judged(
                        "%s %s, for %s the objective of %s has been met: %s is met again",
                        objective, value, target, window);
            case Happening.NotNotified(String recipient, String topic, String why, int notices) ->
                notices == 0
                        ? "%s could not be told of %s yet, and it is tried again: %s".formatted(recipient, topic, why)
                        : "%s could not be told of %s, and is not any more: %s"
                                .formatted(recipient, topic + (notices == 1 ? "" : " (" + notices + " events)"), why);
            case Happening.TriggerFailed(String trigger, String why) ->
                "trigger `%s` can not be read: %s".formatted(trigger, why);
            case Happening.TriggerRecovered(String trigger, var after) ->
                "trigger `%s` can be read again, after %s".formatted(trigger, span(after));
            case Happening.Warned(String what) -> "warning: " + what;
        };
    }

    private static String judged(String form, Objective objective, double value, double target, Duration window) {
        return form.formatted(
                objective.subject(),
                objective.shown(value),
                window(window),
                bound(objective, target),
                objective.word());
    }

    private static String bound(Objective objective, double target) {
        return (objective == Objective.MIN ? "at least " : "at most ") + objective.shown(target);
    }

    /** {@code 1 min}, without seconds that are none. */
    private static String window(Duration window) {
        return window.toSecondsPart() == 0 && window.toMinutes() < 60 ? window.toMinutes() + " min" : span(window);
    }

    private String clock(Instant instant) {
        return CLOCK.format(instant.atZone(zone));
    }

    /**
     * {@code 5 failures in a row}: why a replica backs off.
     *
     * @param ended whether the last of them was an end without a fault
     */
    public static String inARow(int failures, boolean ended) {
        return failures == 0 ? "it ended" : Plural.of(failures, ended ? "early end" : "failure") + " in a row";
    }

    /** {@code 12 kB}, {@code 312.4 MB}. */
    public static String size(long bytes) {
        return bytes < 1_000_000
                ? "%d kB".formatted(Math.ceilDiv(bytes, 1000))
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** {@code 6 ms}, {@code 1.2 s}, {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String span(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
        }
        if (millis < 60_000) {
            return millis / 1000 + " s";
        }
        if (millis < 3_600_000) {
            return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
        }
        return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
}
