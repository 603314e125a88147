package tireless.api;

import tireless.json.Form;

/**
 * One line of a replica's output.
 *
 * @param replica {@code pulse-0}
 */
public record LogLine(String replica, String text) {
    public static LogLine read(Form form) {
        return new LogLine(form.text("replica"), form.text("text"));
    }

    public Form form() {
        return Form.empty().with("replica", replica).with("text", text);
    }
}
