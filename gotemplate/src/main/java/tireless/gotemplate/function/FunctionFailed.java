package tireless.gotemplate.function;

/** A function refuses its arguments; whoever called it adds the place. */
public final class FunctionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, one line, no full stop */
    public FunctionFailed(String message) {
        super(message, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
