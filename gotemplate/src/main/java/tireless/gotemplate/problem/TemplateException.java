package tireless.gotemplate.problem;

/** A template that can not be parsed or rendered. Trying again with the same text, data and limits fails in the same way. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** When it went wrong. */
    public enum Stage {
        /** The text is no template. */
        PARSING,
        /** The data does not fit the template, or the template said `fail`. */
        RENDERING,
        /** Rendering would take more than the limits allow. */
        LIMITING
    }

    private final Stage stage;
    private final transient Position at;
    private final String reason;

    /** @param reason what is wrong, one line, no full stop */
    public TemplateException(Stage stage, Position at, String reason) {
        super(at + ": " + reason, null, false, false);
        this.stage = stage;
        this.at = at;
        this.reason = reason;
    }

    public Stage stage() {
        return stage;
    }

    public Position at() {
        return at;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
