package tireless.cli.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ServerView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.presence.Presence;
import tireless.cli.presence.ServerGuard;
import tireless.client.ApiClient;
import tireless.model.TirelessException;

/** Ends the server, and returns when it has ended. */
final class StopCommand {
    /** What is being answered may take a moment. */
    private static final Duration ALONE = Duration.ofSeconds(30);

    /** Grace periods are long at the most, and the server itself gives up before. */
    private static final Duration WITH_WORKERS = Duration.ofHours(1);

    private final Context context;
    private final OptionSpec workers =
            Arguments.flag("stop every worker first; they start again with the next server", "--workers");

    StopCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return Arguments.command("stop", "End the server of this home; its workers go on.", this::call)
                .addOption(workers);
    }

    private int call() {
        Path home = context.state();
        Optional<ServerGuard> guard = ServerGuard.living(home);
        Optional<Long> holder = Presence.holder(home);
        if (holder.isEmpty()) {
            return endGuard(home, guard.orElseThrow(() -> noServer(home)));
        }
        // Else it could neither answer nor take a signal.
        ServerHome.wake(holder.get());
        String rest = ask(home, holder.get());
        ServerHome.awaitEnd(home, holder.get(), Arguments.isSet(workers) ? WITH_WORKERS : ALONE);
        // It goes by itself, unless the server ended otherwise than in order, or a signal suspends the guard.
        guard.ifPresent(ServerGuard::end);
        return say("the server has ended" + rest);
    }

    private static TirelessException noServer(Path home) {
        return new TirelessException(
                TirelessException.Code.UNREACHABLE,
                true,
                "no server runs on the home %s; start it with `tireless server start`".formatted(home));
    }

    /** Between two tries of the guard there is no server, but there would be one soon. */
    private int endGuard(Path home, ServerGuard guard) {
        guard.end();
        // It may have begun to serve in this moment, and was ended with its guard.
        Presence.holder(home).ifPresent(pid -> ServerHome.awaitEnd(home, pid, ALONE));
        if (Arguments.isSet(workers)) {
            throw TirelessException.failed(
                    "no server runs that could stop the workers, and its guard has ended; start it with `tireless server start` first");
        }
        return say("no server ran; its guard, which was about to start one, has ended");
    }

    private int say(String line) {
        context.terminal().out().println(line);
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private String ask(Path home, long pid) {
        boolean all = Arguments.isSet(workers);
        try {
            ServerView server = ApiClient.of(home).server();
            if (server.keptBy().equals(Systemd.NAME)) {
                throw TirelessException.failed(
                        "systemd keeps this server and would start it again: use systemctl stop, or systemctl --user stop, with "
                                + SystemdUnit.NAME);
            }
            ApiClient.of(home).stopServer(all);
            return all ? ", and every worker" : goOn(server.running());
        } catch (TirelessException failure) {
            if (failure.code() != TirelessException.Code.UNREACHABLE || all) {
                throw failure;
            }
            // It holds the home and does not answer: a signal needs no answer.
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            return "; it did not answer, so its process got a signal";
        }
    }

    private static String goOn(int running) {
        return switch (running) {
            case 0 -> "";
            case 1 -> "; 1 replica goes on, `tireless server stop --workers` would have stopped it too";
            default ->
                "; %d replicas go on, `tireless server stop --workers` would have stopped them too".formatted(running);
        };
    }
}
