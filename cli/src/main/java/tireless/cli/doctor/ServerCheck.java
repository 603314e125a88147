package tireless.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tireless.api.ServerView;
import tireless.cli.output.Age;
import tireless.cli.presence.Presence;
import tireless.client.ApiClient;
import tireless.client.ServerAddress;
import tireless.model.Plural;
import tireless.model.TirelessException;

/** Whether a server answers, and which one. */
final class ServerCheck {
    private static final String ANOTHER = "tireless server stop, then tireless server start: the workers go on";

    private ServerCheck() {}

    /** @param home that of {@code server} */
    static Finding of(ApiClient server, Path home, String version, Instant now) {
        ServerView view;
        try {
            view = server.server();
        } catch (TirelessException refused) {
            return refused(Presence.of(home), ServerAddress.of(home), String.valueOf(refused.getMessage()));
        }
        String found = "version %s, pid %d, for %s, kept by %s; %s, %s"
                .formatted(
                        view.version(),
                        view.pid(),
                        Age.since(view.startedAt(), now),
                        view.keptBy(),
                        Plural.of(view.resources(), "resource"),
                        view.running() == 1 ? "1 replica runs" : view.running() + " replicas run");
        return view.version().equals(version)
                ? Finding.ok("server", found)
                : Finding.warning("server", found + "; this command has version " + version, ANOTHER);
    }

    static Finding refused(Presence presence, ServerAddress address, String why) {
        return switch (presence) {
            case Presence.Absent()
            when !Files.exists(address.socket()) ->
                Finding.warning(
                        "server", "none runs; `run` and `lint` need none, all else does", "tireless server start");
            case Presence.Absent() -> Finding.error("server", why, "tireless server start");
            case Presence.Returning(var _), Presence.Starting(var _) ->
                Finding.error("server", why, "mend what is said there; tireless server stop ends the tries");
            case Presence.Suspended(long pid) ->
                Finding.error("server", why, "kill -CONT %d: a signal keeps it from doing anything".formatted(pid));
            case Presence.Serving(var _) -> Finding.error("server", why, ANOTHER);
        };
    }
}
