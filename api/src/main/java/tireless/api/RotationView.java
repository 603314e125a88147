package tireless.api;

import java.util.List;
import tireless.json.Form;

/**
 * Another key for the values of all secrets.
 *
 * @param sealed how many revisions of secrets are encrypted with it
 * @param unread the secrets of which some values could not be read, and are as they were
 */
public record RotationView(int sealed, List<String> unread) {
    public RotationView {
        unread = List.copyOf(unread);
    }

    public static RotationView read(Form form) {
        return new RotationView(form.integer("sealed"), form.texts("unread"));
    }

    public Form form() {
        return Form.empty().with("sealed", sealed).with("unread", unread);
    }
}
