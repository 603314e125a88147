package tireless.notify;

import tireless.json.Form;
import tireless.model.Happening;

/** The numbers and words of an event, for programs that are told of it. */
final class Details {
    private Details() {}

    static Form of(Happening happening) {
        Form details = Form.empty();
        switch (happening) {
            case Happening.ObjectiveMissed(var objective, double value, double target, var window) ->
                details.with("objective", objective.word())
                        .with("value", number(value))
                        .with("target", number(target))
                        .with("windowSeconds", window.toSeconds());
            case Happening.ObjectiveMet(var objective, double value, double target, var window) ->
                details.with("objective", objective.word())
                        .with("value", number(value))
                        .with("target", number(target))
                        .with("windowSeconds", window.toSeconds());
            case Happening.BackedOff(int failures, var delay, var until, var _) ->
                details.with("failures", failures)
                        .with("delayMillis", delay.toMillis())
                        .with("until", until);
            case Happening.Exited(int attempt, var exit, var uptime) ->
                details.with("attempt", attempt).with("exit", exit.toString()).with("uptimeMillis", uptime.toMillis());
            case Happening.Scaled(int from, int to, String why) ->
                details.with("from", from).with("to", to).with("why", why);
            case Happening.RolloutHalted(int revision, int backTo, String why) ->
                details.with("revision", revision).with("backTo", backTo).with("why", why);
            case Happening.Started(int attempt, long pid, var _) ->
                details.with("attempt", attempt).with("pid", pid);
            case Happening.Stalled(String why) -> details.with("why", why);
            case Happening.Unhealthy(String why) -> details.with("why", why);
            case Happening.IngressViolation(int attempt, var addresses) ->
                details.with("attempt", attempt).with("addresses", addresses);
            default -> {
                // All that there is to it is in its text.
            }
        }
        return details;
    }

    /** A lag without end has no number. */
    private static String number(double value) {
        return Double.isInfinite(value) ? "endless" : Double.toString(value);
    }
}
