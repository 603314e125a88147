package tireless.api;

import java.util.Optional;
import tireless.json.Form;

/**
 * That a backup shall be made.
 *
 * @param file an absolute path on the server's machine; empty is a new file among the server's own backups
 * @param force whether a file that is there already is replaced
 */
public record BackupRequest(Optional<String> file, boolean force) {
    public static BackupRequest read(Form form) {
        return new BackupRequest(form.optionalText("file"), form.optionalFlag("force"));
    }

    public Form form() {
        return Form.empty().withText("file", file).with("force", force);
    }
}
