package tireless.api;

import java.util.Optional;
import tireless.json.Form;

/**
 * One field that differs, worded for people.
 *
 * @param from empty where the field was absent
 * @param to empty where the field goes
 */
public record FieldView(String path, Optional<String> from, Optional<String> to) {
    public static FieldView read(Form form) {
        return new FieldView(form.text("path"), form.optionalText("from"), form.optionalText("to"));
    }

    public Form form() {
        return Form.empty().with("path", path).withText("from", from).withText("to", to);
    }
}
