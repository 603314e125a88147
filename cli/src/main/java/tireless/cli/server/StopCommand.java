package tireless.cli.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ServerView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.presence.Presence;
import tireless.cli.presence.ServerGuard;
import tireless.client.ApiClient;
import tireless.client.ServerAddress;
import tireless.linux.BootClock;
import tireless.model.TirelessException;
import tireless.runtime.process.LivingReplica;

/** Ends the server, and returns when it has ended. */
final class StopCommand {
    /** What is being answered may take a moment. */
    private static final Duration ALONE = Duration.ofSeconds(30);

    /** Grace periods are long at the most, and the server itself gives up before. */
    private static final Duration WITH_WORKERS = Duration.ofHours(1);

    /** Of replicas that are named at once. */
    private static final int NAMED = 10;

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
        boolean all = Arguments.isSet(workers);
        if (all) {
            // Without a server nobody stops the workers, and without its guard none comes.
            awaitServer(home);
        }
        Optional<ServerGuard> guard = ServerGuard.living(home);
        Optional<Long> holder = Presence.holder(home);
        if (holder.isEmpty()) {
            ServerGuard living = guard.orElseThrow(() -> ServerAddress.of(home).noServer());
            if (all) {
                throw new TirelessException(
                        TirelessException.Code.UNREACHABLE,
                        true,
                        "no worker was stopped: the server died in this moment, and its guard brings it back; ask again");
            }
            return endGuard(home, living);
        }
        // Else it could neither answer nor take a signal.
        ServerHome.wake(holder.get());
        String rest = ask(home, holder.get());
        ServerHome.awaitEnd(home, holder.get(), all ? WITH_WORKERS : ALONE);
        if (all) {
            // It may have been killed before it had stopped them, or could not: then the guard is still needed.
            refuseLeft(home);
        }
        ServerHome.refuseOther(home);
        // It goes by itself, unless the server ended otherwise than in order, or a signal suspends the guard.
        guard.ifPresent(ServerGuard::end);
        if (all) {
            // What the guard had begun to start may have started some in the last moment.
            refuseLeft(home);
        }
        return say("the server has ended" + rest);
    }

    /** @throws TirelessException if a server that is coming does not come within some seconds */
    private void awaitServer(Path home) {
        switch (Presence.of(home)) {
            case Presence.Returning(var _), Presence.Starting(var _) -> {
                try {
                    context.server().server();
                } catch (TirelessException failure) {
                    throw new TirelessException(
                            failure.code(),
                            failure.retryable(),
                            "no worker was stopped: %s; ask again, or give up the server alone by `tireless server stop`"
                                    .formatted(failure.getMessage()),
                            failure);
                }
            }
            case Presence.Absent(), Presence.Suspended(var _), Presence.Serving(var _) -> {}
        }
    }

    /** @throws TirelessException if a worker runs */
    private static void refuseLeft(Path home) {
        List<LivingReplica> left = LivingReplica.of(home, new BootClock().now().boot());
        if (left.isEmpty()) {
            return;
        }
        String names = left.stream()
                .limit(NAMED)
                .map(living -> living.slot().resource() + " " + living.slot().replica())
                .collect(Collectors.joining(", "));
        throw TirelessException.failed(
                "the server has ended, but %d of its replicas still run: %s%s; `tireless server start`, unless its guard has brought it back, then `tireless server stop --workers` again"
                        .formatted(left.size(), names, left.size() > NAMED ? " and others" : ""));
    }

    /** Between two tries of the guard there is no server, but there would be one soon. */
    private int endGuard(Path home, ServerGuard guard) {
        guard.end();
        // It may have begun to serve in this moment, and was ended with its guard.
        Presence.holder(home).ifPresent(pid -> {
            ServerHome.awaitEnd(home, pid, ALONE);
            ServerHome.refuseOther(home);
        });
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
