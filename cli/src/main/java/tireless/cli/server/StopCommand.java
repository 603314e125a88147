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
        Optional<Long> holder = ServerHome.holder(home);
        if (holder.isEmpty()) {
            throw ServerHome.noServer(home);
        }
        // Else it could neither answer nor take a signal.
        ServerHome.wake(holder.get());
        String rest = ask(home, holder.get());
        ServerHome.awaitEnd(home, holder.get(), Arguments.isSet(workers) ? WITH_WORKERS : ALONE);
        context.terminal().out().println("the server has ended" + rest);
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
