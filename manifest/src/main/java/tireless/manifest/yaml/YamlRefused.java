package tireless.manifest.yaml;

import tireless.model.Location;

/** Ends the reading of one document; never leaves this package. */
final class YamlRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Location at;
    private final String hint;

    YamlRefused(String code, Location at, String message, String hint) {
        super(message, null, false, false);
        this.code = code;
        this.at = at;
        this.hint = hint;
    }

    String code() {
        return code;
    }

    Location at() {
        return at;
    }

    String hint() {
        return hint;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
