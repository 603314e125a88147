package tireless.trigger;

import java.util.Optional;
import tireless.model.Problem;

/**
 * What is wrong or doubtful in a trigger. It never holds a value that may be secret.
 *
 * @param code short and stable, as of {@link Problem}
 * @param key which key of the metadata it is about, as written; empty where it is about the trigger
 * @param message what is wrong, one line, no full stop
 * @param hint what to do, one line
 */
public record TriggerProblem(
        Problem.Severity severity, String code, Optional<String> key, String message, Optional<String> hint) {

    public static TriggerProblem error(String code, String key, String message, String hint) {
        return new TriggerProblem(Problem.Severity.ERROR, code, Optional.of(key), message, Optional.of(hint));
    }

    public static TriggerProblem warning(String code, String key, String message, String hint) {
        return new TriggerProblem(Problem.Severity.WARNING, code, Optional.of(key), message, Optional.of(hint));
    }

    /** Two keys, or a key and a value, that do not go together. */
    public static TriggerProblem contradiction(String key, String message, String hint) {
        return error("trigger-contradiction", key, message, hint);
    }

    public boolean isError() {
        return severity == Problem.Severity.ERROR;
    }
}
