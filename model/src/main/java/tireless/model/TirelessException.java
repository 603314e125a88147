package tireless.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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

    /** Why a file could not be used, for people: as the kernel says it, without the names of classes. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException absent -> "there is no " + absent.getFile();
            case FileSystemException refused when refused.getReason() != null -> refused.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    public Code code() {
        return code;
    }

    /** Whether trying again later may help. */
    public boolean retryable() {
        return retryable;
    }
}
