package tireless.api;

import tireless.json.Form;

/**
 * That the server shall end.
 *
 * @param workers whether the workers are stopped first; else they go on without it
 */
public record StopRequest(boolean workers) {
    public static StopRequest read(Form form) {
        return new StopRequest(form.optionalFlag("workers"));
    }

    public Form form() {
        return Form.empty().with("workers", workers);
    }
}
