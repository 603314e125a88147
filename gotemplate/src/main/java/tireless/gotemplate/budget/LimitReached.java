package tireless.gotemplate.budget;

/** Ends a rendering; whoever renders adds the place. */
public final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LimitReached(String message) {
        super(message, null, false, false);
    }

    /** Which limit, and how much it is. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
