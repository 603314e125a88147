package tireless.cli.doctor;

import java.time.Instant;
import tireless.api.ServerView;
import tireless.cli.output.Age;
import tireless.client.ApiClient;
import tireless.model.TirelessException;

/** Whether a server answers, and which one. */
final class ServerCheck {
    private ServerCheck() {}

    static Finding of(ApiClient server, String version, Instant now, boolean hasSocket) {
        ServerView view;
        try {
            view = server.server();
        } catch (TirelessException refused) {
            String why = String.valueOf(refused.getMessage());
            return refused.code() == TirelessException.Code.UNREACHABLE && !hasSocket
                    ? Finding.warning(
                            "server", "none runs; `run` and `lint` need none, all else does", "tireless server start")
                    : Finding.error("server", why, "tireless server start");
        }
        String found = "version %s, pid %d, for %s, kept by %s; %d resources, %d replicas run"
                .formatted(
                        view.version(),
                        view.pid(),
                        Age.since(view.startedAt(), now),
                        view.keptBy(),
                        view.resources(),
                        view.running());
        return view.version().equals(version)
                ? Finding.ok("server", found)
                : Finding.warning(
                        "server",
                        found + "; this command has version " + version,
                        "tireless server stop, then tireless server start: the workers go on");
    }
}
