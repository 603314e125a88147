package tireless.manifest.problem;

/** Colours of a terminal, or none. */
enum Style {
    PLAIN,
    COLOUR;

    String bold(String text) {
        return paint("1", text);
    }

    String error(String text) {
        return paint("1;31", text);
    }

    String warning(String text) {
        return paint("1;33", text);
    }

    String hint(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
