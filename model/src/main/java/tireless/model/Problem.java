package tireless.model;

import java.util.Optional;

/**
 * One thing that is wrong or doubtful in what a user wrote.
 *
 * @param code short and stable, for programs: {@code unknown-attribute}
 * @param message what is wrong, one line, no full stop
 * @param hint what to do, one line
 * @param fix what makes it right, where only one meaning is possible
 */
public record Problem(
        Severity severity, String code, Location location, String message, Optional<String> hint, Optional<Fix> fix) {
    /** Errors refuse the manifest; warnings do not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** A problem that a person must solve. */
    public Problem(Severity severity, String code, Location location, String message, Optional<String> hint) {
        this(severity, code, location, message, hint, Optional.empty());
    }

    /** The same problem, without a fix. */
    public Problem withoutFix() {
        return new Problem(severity, code, location, message, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
