package tireless.cli.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.presence.Presence;
import tireless.model.TirelessException;

/** What is done with the server as a whole. */
public final class ServerCommand {
    private final Context context;

    public ServerCommand(Context context) {
        this.context = context;
    }

    /** What to do about a server of this home that is there and does not answer; empty if there is none. */
    public static Optional<String> silence(Context context) {
        return switch (Presence.of(context.state())) {
            case Presence.Serving(long pid) ->
                Optional.of(
                        "process %d holds the home and does not answer: `tireless server stop`, then `tireless server start`"
                                .formatted(pid));
            case Presence.Suspended(long pid) ->
                Optional.of(
                        "process %d holds the home, and a signal (SIGSTOP) keeps it from doing anything: `kill -CONT %d` lets it go on"
                                .formatted(pid, pid));
            // What the client said already.
            case Presence.Absent(), Presence.Returning(var _), Presence.Starting(var _) -> Optional.empty();
        };
    }

    /** Whether there is a server of the home of {@code context}, or will be one by itself. */
    public static boolean isThere(Context context) {
        return !(Presence.of(context.state()) instanceof Presence.Absent);
    }

    /**
     * Does what no server may run for, and holds the home of {@code context} meanwhile.
     *
     * @throws TirelessException if a server runs, or will by itself
     */
    public static <T> T whileStopped(Context context, Supplier<T> work) {
        Path home = context.state();
        if (Presence.of(home) instanceof Presence.Returning(long guard)) {
            throw TirelessException.failed(
                    "the server of %s is gone at this moment, and its guard, process %d, brings it back; stop it first with `tireless server stop`"
                            .formatted(home, guard));
        }
        try (ServerHome _ = ServerHome.hold(home)) {
            return work.get();
        }
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.group("server", "Start, stop and look at the server that keeps what was applied.")
                .addSubcommand("start", new StartCommand(context).spec())
                .addSubcommand("stop", new StopCommand(context).spec())
                .addSubcommand("status", new StatusCommand(context).spec())
                .addSubcommand("config", new ConfigCommand(context).spec())
                .addSubcommand("install", new InstallCommand(context).spec())
                .addSubcommand("manifests", new ManifestsCommand(context).spec());
        return spec;
    }
}
