package tireless.model;

/**
 * The one root of exceptions that Tireless throws on purpose: a broken environment or a refused request. Expected outcomes are
 * values, not exceptions. The message is for people: what happened, where, and what to do.
 */
public class TirelessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; the command line's exit status follows from it. */
    public enum Code {
        FAILED,
        USAGE,
        INVALID_MANIFEST,
        NOT_FOUND,
        UNREACHABLE
    }

    private final Code code;
    private final boolean retryable;

    public TirelessException(Code code, boolean retryable, String message) {
        super(message);
        this.code = code;
        this.retryable = retryable;
    }

    public TirelessException(Code code, boolean retryable, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    public static TirelessException failed(String message) {
        return new TirelessException(Code.FAILED, false, message);
    }

    public static TirelessException failed(String message, Throwable cause) {
        return new TirelessException(Code.FAILED, false, message, cause);
    }

    public Code code() {
        return code;
    }

    /** Whether trying again later may help. */
    public boolean retryable() {
        return retryable;
    }
}
