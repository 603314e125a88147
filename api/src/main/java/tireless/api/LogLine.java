package tireless.api;

import java.util.Optional;
import tireless.json.Form;

/**
 * One line of a replica's output.
 *
 * @param replica {@code pulse-0}
 * @param position where the line ends: a stream that is asked for with it goes on exactly behind it; an older server gives none
 */
public record LogLine(String replica, String text, Optional<String> position) {
    public static LogLine read(Form form) {
        return new LogLine(form.text("replica"), form.text("text"), form.optionalText("position"));
    }

    public Form form() {
        return Form.empty().with("replica", replica).with("text", text).withText("position", position);
    }
}
