package tireless.stack;

import java.util.regex.Pattern;

/** Which names the files of a worker may have, also those that a stack makes: what Kubernetes lets a ConfigMap have, so no path. Pure. */
public final class ConfigName {
    /** What may be done about a name that is none. */
    public static final String ADVICE =
            "use letters, digits, `-`, `_` and `.`, at most 253 of them, and two dots nowhere at its beginning";

    private static final Pattern NAME = Pattern.compile("(?!\\.\\.?$|\\.\\.)[-._a-zA-Z0-9]{1,253}");

    private ConfigName() {}

    public static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }
}
