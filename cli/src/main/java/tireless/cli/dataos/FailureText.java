package tireless.cli.dataos;

import java.util.List;
import tireless.model.TirelessException;

/** What a command says that came to nothing. */
public final class FailureText {
    private FailureText() {}

    /**
     * @param step what was under way, as {@code 🗑 delete}; it ends as {@code 🗑 delete...error}
     * @param what what could not be done, as {@code deleting resources}
     */
    public static List<Said> of(String step, String what, TirelessException failure) {
        return List.of(
                Said.Message.warning("⚠️ " + kind(failure.code()) + failure.getMessage()),
                Said.Message.warning(step + "...error"),
                Said.Message.error("failure " + what));
    }

    private static String kind(TirelessException.Code code) {
        return switch (code) {
            case USAGE, INVALID_MANIFEST -> "Invalid Parameter - ";
            case NOT_FOUND -> "Not Found - ";
            case UNREACHABLE -> "Unavailable - ";
            case FAILED -> "";
        };
    }
}
