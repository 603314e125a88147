package tireless.api;

import tireless.json.Form;

/**
 * A backup that was made and verified.
 *
 * @param file an absolute path on the server's machine
 * @param bytes its size
 * @param resources how many are desired in it
 * @param events how many are in it
 * @param damaged past revisions and events in it that can not be read, as in what was backed up
 */
public record BackupView(String file, long bytes, int resources, int events, int damaged) {
    public static BackupView read(Form form) {
        return new BackupView(
                form.text("file"),
                form.number("bytes"),
                form.integer("resources"),
                form.integer("events"),
                form.integer("damaged"));
    }

    public Form form() {
        return Form.empty()
                .with("file", file)
                .with("bytes", bytes)
                .with("resources", resources)
                .with("events", events)
                .with("damaged", damaged);
    }
}
