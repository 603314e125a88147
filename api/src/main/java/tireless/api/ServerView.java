package tireless.api;

import java.time.Instant;
import java.util.Optional;
import tireless.json.Form;

/**
 * The server itself.
 *
 * @param version of the program
 * @param api {@link Api#VERSION}
 * @param home the folder of its state
 * @param keptBy what brings it back when it dies, for people: {@code guard, pid 17}, {@code systemd}, {@code nothing}
 */
public record ServerView(
        String version, int api, long pid, String home, Instant startedAt, String keptBy, Content content) {
    /**
     * What it keeps.
     *
     * @param resources how many are desired; where the store can not be read, how many run
     * @param running how many replicas have a living process
     * @param fault why the store can not be read; empty where it can
     */
    public record Content(int resources, int running, Optional<String> fault) {}

    /** A server whose store can be read. */
    public ServerView(
            String version,
            int api,
            long pid,
            String home,
            Instant startedAt,
            String keptBy,
            int resources,
            int running) {
        this(version, api, pid, home, startedAt, keptBy, new Content(resources, running, Optional.empty()));
    }

    public int resources() {
        return content.resources();
    }

    public int running() {
        return content.running();
    }

    public Optional<String> fault() {
        return content.fault();
    }

    public static ServerView read(Form form) {
        return new ServerView(
                form.text("version"),
                form.integer("api"),
                form.number("pid"),
                form.text("home"),
                form.instant("startedAt"),
                form.text("keptBy"),
                new Content(form.integer("resources"), form.integer("running"), form.optionalText("fault")));
    }

    public Form form() {
        return Form.empty()
                .with("version", version)
                .with("api", api)
                .with("pid", pid)
                .with("home", home)
                .with("startedAt", startedAt)
                .with("keptBy", keptBy)
                .with("resources", resources())
                .with("running", running())
                .withText("fault", fault());
    }
}
