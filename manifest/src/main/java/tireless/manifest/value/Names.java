package tireless.manifest.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a resource and a workspace may be called. */
public final class Names {
    /** Kubernetes adds suffixes to a name, and 63 characters are its end. */
    public static final int LONGEST = 47;

    /** What to do about a name that is no {@linkplain #isVariable variable}. */
    public static final String VARIABLE_HINT =
            "use letters, digits and _, and no digit first: shells and most programs can not read others";

    /** A regular expression for all of a name, its length included. */
    public static final String PATTERN = "(?!.{%d})[a-z0-9]([-a-z0-9]*[a-z0-9])?".formatted(LONGEST + 1);

    private static final Pattern NAME = Pattern.compile(PATTERN);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Names() {}

    /** What is wrong with {@code name}, to be put behind it; empty where nothing is. */
    public static Optional<String> flaw(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of("has %d characters; %d are allowed".formatted(name.length(), LONGEST));
        }
        if (NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            return Optional.of("begins or ends with a hyphen");
        }
        return Optional.of("may hold only lower-case letters, digits and hyphens");
    }

    /** Whether a program can find an environment variable of this name. */
    public static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }
}
