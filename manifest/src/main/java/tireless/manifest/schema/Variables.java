package tireless.manifest.schema;

import java.util.Optional;
import tireless.manifest.interpolate.Scope;

/** Where a variable may stand for a value, which is then anything until it is filled in. */
record Variables(Scope scope) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String ANYWHERE = "(?:^|[^$])(?:\\$\\$)*\\$(?:\\{" + NAME + "\\}|[A-Za-z_])";
    private static final String WHOLE = "^\\$(?:\\{" + NAME + "\\}|" + NAME + ")$";
    /** A key of a secret that begins like this is no secret. */
    private static final String KEY_OF_SECRET = "^\\$\\{" + NAME + "\\}|" + WHOLE;

    /** A regular expression that finds a variable in a text. */
    Optional<String> pattern() {
        return switch (scope) {
            case EVERYWHERE -> Optional.of(ANYWHERE);
            case WHOLE_SCALARS -> Optional.of(WHOLE);
            case NOWHERE -> Optional.empty();
        };
    }

    /** The same for a key. */
    Optional<String> keyPattern() {
        return scope == Scope.WHOLE_SCALARS ? Optional.of(KEY_OF_SECRET) : pattern();
    }

    /** A regular expression that finds a variable, or that {@code whole} matches all of the text. */
    String or(String whole) {
        return "^(?:" + whole + ")$" + pattern().map(variable -> "|" + variable).orElse("");
    }

    String keyOr(String whole) {
        return "^(?:" + whole + ")$"
                + keyPattern().map(variable -> "|" + variable).orElse("");
    }
}
