package tireless.api;

import java.time.Instant;
import tireless.json.Form;

/**
 * The server itself.
 *
 * @param version of the program
 * @param api {@link Api#VERSION}
 * @param home the folder of its state
 * @param keptBy what brings it back when it dies, for people: {@code guard, pid 17}, {@code systemd}, {@code nothing}
 * @param running how many replicas have a living process
 */
public record ServerView(
        String version, int api, long pid, String home, Instant startedAt, String keptBy, int resources, int running) {
    public static ServerView read(Form form) {
        return new ServerView(
                form.text("version"),
                form.integer("api"),
                form.number("pid"),
                form.text("home"),
                form.instant("startedAt"),
                form.text("keptBy"),
                form.integer("resources"),
                form.integer("running"));
    }

    public Form form() {
        return Form.empty()
                .with("version", version)
                .with("api", api)
                .with("pid", pid)
                .with("home", home)
                .with("startedAt", startedAt)
                .with("keptBy", keptBy)
                .with("resources", resources)
                .with("running", running);
    }
}
