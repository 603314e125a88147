package tireless.cli.dataos;

import java.util.List;
import tireless.model.TirelessException;

/**
 * What a command is about to do, as its first and its last message name it.
 *
 * @param text {@code 🗑 delete}
 * @param what what a failure fails at: {@code deleting resources}
 */
public record Step(String text, String what) {
    /** {@code 🗑 delete...}. */
    public Said begun() {
        return Said.Message.info(text + "...");
    }

    /** It came to nothing. */
    public List<Said> failed(TirelessException failure) {
        return List.of(
                Said.Message.warning("⚠️ " + kind(failure.code()) + failure.getMessage()),
                Said.Message.warning(text + "...error"),
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
