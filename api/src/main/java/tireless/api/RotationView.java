package tireless.api;

import java.util.List;
import tireless.json.Form;

/**
 * Another key for the values of all secrets.
 *
 * @param sealed how many revisions of secrets are encrypted with it
 * @param unread the secrets whose values could not be read, and are as they were
 * @param older the same of revisions that are not desired any more
 * @param notes what became of the file that the key is in besides, for people
 */
public record RotationView(int sealed, List<String> unread, List<String> older, List<String> notes) {
    public RotationView {
        unread = List.copyOf(unread);
        older = List.copyOf(older);
        notes = List.copyOf(notes);
    }

    /** Also of an earlier server, which says nothing of older ones. */
    public static RotationView read(Form form) {
        return new RotationView(
                form.integer("sealed"), form.texts("unread"), optional(form, "older"), optional(form, "notes"));
    }

    private static List<String> optional(Form form, String name) {
        return form.has(name) ? form.texts(name) : List.of();
    }

    public Form form() {
        return Form.empty()
                .with("sealed", sealed)
                .with("unread", unread)
                .with("older", older)
                .with("notes", notes);
    }
}
