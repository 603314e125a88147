package tireless.api;

import tireless.json.Form;
import tireless.model.TirelessException;

/**
 * Why a request was refused.
 *
 * @param retryable whether trying again later may help
 * @param message for people: what happened, where, and what to do
 */
public record ErrorReply(TirelessException.Code code, boolean retryable, String message) {
    public static ErrorReply of(TirelessException refusal) {
        return new ErrorReply(refusal.code(), refusal.retryable(), String.valueOf(refusal.getMessage()));
    }

    /** A code that this side does not know is a plain failure. */
    public static ErrorReply read(Form form) {
        TirelessException.Code code;
        try {
            code = TirelessException.Code.valueOf(form.text("code"));
        } catch (IllegalArgumentException _) {
            code = TirelessException.Code.FAILED;
        }
        return new ErrorReply(code, form.flag("retryable"), form.text("message"));
    }

    public TirelessException exception() {
        return new TirelessException(code, retryable, message);
    }

    public Form form() {
        return Form.empty()
                .with("code", code.name())
                .with("retryable", retryable)
                .with("message", message);
    }
}
