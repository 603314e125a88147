package tireless.model;

import java.util.Optional;

/**
 * One thing that is wrong or doubtful in what a user wrote.
 *
 * @param code short and stable, for programs: {@code unknown-attribute}
 * @param message what is wrong, one line, no full stop
 * @param hint what to do, one line
 */
public record Problem(Severity severity, String code, Location location, String message, Optional<String> hint) {
    /** Errors refuse the manifest; warnings do not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
