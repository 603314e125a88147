package tireless.store.text;

import tireless.json.Form;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ProbeKind;
import tireless.model.objective.Objective;

/**
 * The stored form of a {@link Happening}, exact in both directions. The words must stay readable for ever; a new subtype does not
 * compile until it is written here, and {@link #read} must learn it too.
 */
public final class HappeningText {
    private HappeningText() {}

    public static String write(Happening happening) {
        return form(happening).write();
    }

    private static Form form(Happening happening) {
        return switch (happening) {
            case Happening.Accepted(int revision, int replicas) ->
                is("accepted").with("revision", revision).with("replicas", replicas);
            case Happening.Started(int attempt, long pid, var sinceExit) ->
                is("started").with("attempt", attempt).with("pid", pid).withDuration("sinceExit", sinceExit);
            case Happening.Adopted(int attempt, long pid) ->
                is("adopted").with("attempt", attempt).with("pid", pid);
            case Happening.Ready(int attempt) -> is("ready").with("attempt", attempt);
            case Happening.Exited(int attempt, Exit exit, var uptime) ->
                is("exited").with("attempt", attempt).with("exit", form(exit)).with("uptime", uptime);
            case Happening.BackedOff(int failures, var delay, var until, boolean ended) -> {
                Form form = is("backedOff")
                        .with("failures", failures)
                        .with("delay", delay)
                        .with("until", until);
                yield ended ? form.with("ended", true) : form;
            }
            case Happening.Stalled(String why) -> is("stalled").with("why", why);
            case Happening.Stopping(String why, var grace) ->
                is("stopping").with("why", why).with("grace", grace);
            case Happening.Killed(String why) -> is("killed").with("why", why);
            case Happening.Stopped() -> is("stopped");
            case Happening.LeftoversKilled(int count) -> is("leftoversKilled").with("count", count);
            case Happening.Unsettled(String why) -> is("unsettled").with("why", why);
            case Happening.Finished(Exit exit) -> is("finished").with("exit", form(exit));
            case Happening.Scaled(int from, int to, String why) ->
                is("scaled").with("from", from).with("to", to).with("why", why);
            case Happening.PowerChanged(Power power) -> is("powerChanged").with("power", power.name());
            case Happening.RestartRequested() -> is("restartRequested");
            case Happening.RolloutHalted(int revision, int backTo, String why) ->
                is("rolloutHalted")
                        .with("revision", revision)
                        .with("backTo", backTo)
                        .with("why", why);
            case Happening.RolloutFinished(int revision) ->
                is("rolloutFinished").with("revision", revision);
            case Happening.Removed() -> is("removed");
            case Happening.Moved(int revision, String from, String to) ->
                warning("moved", "it left %s, and goes on on %s".formatted(from, to))
                        .with("revision", revision)
                        .with("from", from)
                        .with("to", to);
            case Happening.LogTruncated(int attempt, long bytes) ->
                warning("logTruncated", "it cut its own log, %d bytes are lost".formatted(bytes))
                        .with("attempt", attempt)
                        .with("bytes", bytes);
            case Happening.IngressViolation(int attempt, var addresses) ->
                warning("ingressViolation", "it listens at " + addresses)
                        .with("attempt", attempt)
                        .with("addresses", addresses);
            case Happening.ForkLimit(int attempt, long tasks) ->
                warning("forkLimit", "it may have no more than %d processes and threads".formatted(tasks))
                        .with("attempt", attempt)
                        .with("tasks", tasks);
            case Happening.ProbeFailed(int attempt, var kind, String why) ->
                warning("probeFailed", "%s probe failed: %s".formatted(kind.word(), why))
                        .with("attempt", attempt)
                        .with("probe", kind.name())
                        .with("why", why);
            case Happening.ProbeRecovered(int attempt, var kind) ->
                warning("probeRecovered", "%s probe passes again".formatted(kind.word()))
                        .with("attempt", attempt)
                        .with("probe", kind.name());
            case Happening.Unready(int attempt, String why) ->
                warning("unready", "it is not ready any more: " + why)
                        .with("attempt", attempt)
                        .with("why", why);
            case Happening.Unhealthy(String why) ->
                warning("unhealthy", "it is restarted: " + why).with("why", why);
            case Happening.ObjectiveMissed(var objective, double value, double target, var window) ->
                objective("objectiveMissed", "is missed", objective, value, target)
                        .with("window", window);
            case Happening.ObjectiveMet(var objective, double value, double target, var window) ->
                objective("objectiveMet", "is met again", objective, value, target)
                        .with("window", window);
            case Happening.NotNotified(String recipient, String topic, String why, int notices) ->
                warning("notNotified", "%s could not be told of %s: %s".formatted(recipient, topic, why))
                        .with("recipient", recipient)
                        .with("topic", topic)
                        .with("why", why)
                        .with("notices", notices);
            case Happening.TriggerFailed(String trigger, String why) ->
                warning("triggerFailed", "trigger `%s` can not be read: %s".formatted(trigger, why))
                        .with("trigger", trigger)
                        .with("why", why);
            case Happening.TriggerRecovered(String trigger, var after) ->
                warning("triggerRecovered", "trigger `%s` can be read again".formatted(trigger))
                        .with("trigger", trigger)
                        .with("after", after);
            case Happening.Warned(String what) -> is("warned").with("what", what);
        };
    }

    private static Form objective(String kind, String what, Objective objective, double value, double target) {
        return warning(
                        kind,
                        "the objective `%s` of %s %s: %s"
                                .formatted(objective.word(), objective.shown(target), what, objective.shown(value)))
                .with("objective", objective.word())
                // A lag may be without end, which no number of JSON is.
                .with("value", Double.toString(value))
                .with("target", Double.toString(target));
    }

    /** What the first release did not know: it reads this as a warning. Every later kind is written in this way. */
    private static Form warning(String kind, String what) {
        return is("warned").with("kind", kind).with("what", what);
    }

    private static Form form(Exit exit) {
        return switch (exit) {
            case Exit.Status(int status) -> is("status").with("status", status);
            case Exit.Killed(int signal) -> is("killed").with("signal", signal);
            case Exit.OutOfMemory() -> is("outOfMemory");
            case Exit.NotStarted(String cause) -> is("notStarted").with("cause", cause);
            case Exit.Unknown(String cause) -> is("unknown").with("cause", cause);
        };
    }

    private static Form is(String kind) {
        return Form.empty().with("is", kind);
    }

    /** @throws IllegalArgumentException if the text is not such a form */
    public static Happening read(String text) {
        Form form = Form.read(text);
        return switch (form.text("is")) {
            case "accepted" -> new Happening.Accepted(form.integer("revision"), form.integer("replicas"));
            case "started" ->
                new Happening.Started(form.integer("attempt"), form.number("pid"), form.optionalDuration("sinceExit"));
            case "adopted" -> new Happening.Adopted(form.integer("attempt"), form.number("pid"));
            case "ready" -> new Happening.Ready(form.integer("attempt"));
            case "exited" ->
                new Happening.Exited(form.integer("attempt"), exit(form.form("exit")), form.duration("uptime"));
            case "backedOff" ->
                new Happening.BackedOff(
                        form.integer("failures"),
                        form.duration("delay"),
                        form.instant("until"),
                        form.has("ended") && form.flag("ended"));
            case "stalled" -> new Happening.Stalled(form.text("why"));
            case "stopping" -> new Happening.Stopping(form.text("why"), form.duration("grace"));
            case "killed" -> new Happening.Killed(form.text("why"));
            case "stopped" -> new Happening.Stopped();
            case "leftoversKilled" -> new Happening.LeftoversKilled(form.integer("count"));
            case "unsettled" -> new Happening.Unsettled(form.text("why"));
            case "finished" -> new Happening.Finished(exit(form.form("exit")));
            case "scaled" ->
                new Happening.Scaled(
                        form.integer("from"),
                        form.integer("to"),
                        form.optionalText("why").orElse(""));
            case "powerChanged" -> new Happening.PowerChanged(Power.valueOf(form.text("power")));
            case "restartRequested" -> new Happening.RestartRequested();
            case "rolloutHalted" ->
                new Happening.RolloutHalted(form.integer("revision"), form.integer("backTo"), form.text("why"));
            case "rolloutFinished" -> new Happening.RolloutFinished(form.integer("revision"));
            case "removed" -> new Happening.Removed();
            case "warned" -> warned(form);
            default -> throw new IllegalArgumentException("an event of the unknown kind " + form.text("is"));
        };
    }

    private static Happening warned(Form form) {
        return switch (form.optionalText("kind").orElse("")) {
            case "moved" -> new Happening.Moved(form.integer("revision"), form.text("from"), form.text("to"));
            case "logTruncated" -> new Happening.LogTruncated(form.integer("attempt"), form.number("bytes"));
            case "ingressViolation" -> new Happening.IngressViolation(form.integer("attempt"), form.texts("addresses"));
            case "forkLimit" -> new Happening.ForkLimit(form.integer("attempt"), form.number("tasks"));
            case "probeFailed" ->
                new Happening.ProbeFailed(
                        form.integer("attempt"), ProbeKind.valueOf(form.text("probe")), form.text("why"));
            case "probeRecovered" ->
                new Happening.ProbeRecovered(form.integer("attempt"), ProbeKind.valueOf(form.text("probe")));
            case "unready" -> new Happening.Unready(form.integer("attempt"), form.text("why"));
            case "unhealthy" -> new Happening.Unhealthy(form.text("why"));
            case "objectiveMissed" ->
                new Happening.ObjectiveMissed(
                        objective(form), number(form, "value"), number(form, "target"), form.duration("window"));
            case "objectiveMet" ->
                new Happening.ObjectiveMet(
                        objective(form), number(form, "value"), number(form, "target"), form.duration("window"));
            case "notNotified" ->
                new Happening.NotNotified(
                        form.text("recipient"), form.text("topic"), form.text("why"), form.integer("notices"));
            case "triggerFailed" -> new Happening.TriggerFailed(form.text("trigger"), form.text("why"));
            case "triggerRecovered" -> new Happening.TriggerRecovered(form.text("trigger"), form.duration("after"));
            // Of this release, or of one that knows more.
            default -> new Happening.Warned(form.text("what"));
        };
    }

    private static Objective objective(Form form) {
        return Objective.of(form.text("objective"))
                .orElseThrow(() -> new IllegalArgumentException("an objective of the unknown kind"));
    }

    private static double number(Form form, String name) {
        return Double.parseDouble(form.text(name));
    }

    private static Exit exit(Form form) {
        return switch (form.text("is")) {
            case "status" -> new Exit.Status(form.integer("status"));
            case "killed" -> new Exit.Killed(form.integer("signal"));
            case "outOfMemory" -> new Exit.OutOfMemory();
            case "notStarted" -> new Exit.NotStarted(form.text("cause"));
            case "unknown" -> new Exit.Unknown(form.text("cause"));
            default -> throw new IllegalArgumentException("an exit of the unknown kind " + form.text("is"));
        };
    }
}
