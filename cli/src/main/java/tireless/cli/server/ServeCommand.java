package tireless.cli.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.plane.EndSignals;
import tireless.cli.plane.Guard;
import tireless.cli.plane.ThisJvm;
import tireless.model.TirelessException;

/**
 * The server itself, until it is told to end. Standard output gets one line, {@code ready}, when it answers; what it has to say goes
 * to standard error.
 */
public final class ServeCommand {
    static final String READY = "ready";

    private final Context context;
    private final OptionSpec first =
            Arguments.flag("end when the start fails; without it, it is tried again every second", "--first");

    public ServeCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return Arguments.hidden("__serve", () -> serve(!Arguments.isSet(first))).addOption(first);
    }

    private int serve(boolean persistent) {
        Path home = context.state();
        ServerLog log = log();
        try (Guard guard = new Guard("the server", home, ThisJvm.command("__serve"), log::say)) {
            try {
                int status = serve(home, log, () -> "guard, pid " + guard.pid());
                guard.release();
                return status;
            } catch (TirelessException failure) {
                log.say(String.valueOf(failure.getMessage()));
                boolean occupied = ServerHome.holder(home).isPresent();
                if (persistent && !occupied) {
                    guard.releaseAfterFailure();
                } else {
                    guard.release();
                }
                return ExitStatus.of(failure.code());
            }
        }
    }

    /** Serves without a guard: something else brings it back. */
    int serveInForeground() {
        boolean systemd = context.environment().containsKey("NOTIFY_SOCKET");
        return serve(context.state(), log(), () -> systemd ? Systemd.NAME : "nothing");
    }

    /** Serves while {@code work} is done, and ends with all its workers. */
    public static void rehearse(Context context, Runnable work) {
        ServerLog log = new ServerLog(context.terminal().err(), InstantSource.system());
        ServerConfig config = ServerConfigReader.read(context.configuration());
        try (ServerHome held = ServerHome.hold(context.state());
                Server server = Server.start(held, context, config, log, () -> "nothing", _ -> {})) {
            held.ready();
            work.run();
            server.stopWorkers();
        }
    }

    private int serve(Path home, ServerLog log, Supplier<String> keptBy) {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean withWorkers = new AtomicBoolean();
        EndSignals.handle(
                signal -> {
                    log.say("received " + signal);
                    end.countDown();
                },
                () -> log.say("is ending already"));
        ServerConfig config = ServerConfigReader.read(context.configuration());
        try (ServerHome held = ServerHome.hold(home);
                Server server = Server.start(held, context, config, log, keptBy, asked -> {
                    withWorkers.set(asked.workers());
                    end.countDown();
                })) {
            held.ready();
            log.say("serves " + home + ", process " + ProcessHandle.current().pid());
            context.terminal().out().println(READY);
            context.terminal().out().flush();
            Systemd.ready(context.environment(), log);
            end.await();
            if (withWorkers.get()) {
                log.say("stops its workers");
                server.stopWorkers();
            }
            log.say("ends");
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FAILED;
        }
    }

    private ServerLog log() {
        PrintStream err = context.terminal().err();
        return new ServerLog(err, InstantSource.system());
    }
}
