package tireless.cli.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import tireless.cli.presence.ServerGuard;
import tireless.model.TirelessException;

/**
 * The server itself, until it is told to end. Standard output gets a line, {@code ready}, when it answers for the first time, and before it a line
 * for each thing that who starts it should know; all that it has to say goes to standard error.
 */
public final class ServeCommand {
    static final String READY = "ready";

    @FunctionalInterface
    private interface Start {
        Server server();
    }

    private final Context context;
    private final OptionSpec first =
            Arguments.flag("end when the start fails; without it, it is tried again every second", "--first");

    // A guard of an earlier version says it so, and may start this one.
    private final OptionSpec guard = Arguments.option("PID", "the guard that keeps this process", "--guard");

    public ServeCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return Arguments.hidden("__serve", () -> serve(!Arguments.isSet(first)))
                .addOption(first)
                .addOption(guard);
    }

    private int serve(boolean persistent) {
        Path home = context.state();
        ServerLog log = log();
        try (Guard keeper =
                Guard.keeping("the server", home, "server.log", ThisJvm.commandLater("__serve"), log::say, parent())) {
            try {
                return keeper.release(serve(
                        log,
                        () -> "guard, pid " + keeper.pid(),
                        persistent,
                        () -> keeper.follow(pid -> ServerGuard.note(home, pid, log::say))));
            } catch (TirelessException failure) {
                log.say(String.valueOf(failure.getMessage()));
                int status = ExitStatus.of(failure.code());
                return persistent && failure.retryable() ? keeper.releaseAfterFailure(status) : keeper.release(status);
            } catch (RuntimeException | Error defect) {
                if (persistent) {
                    keeper.releaseAfterFailure(ExitStatus.FAILED);
                } else {
                    keeper.release(ExitStatus.FAILED);
                }
                throw defect;
            }
        }
    }

    /** The process number of the guard that has started this process, as that has handed it over; 0 if none has. */
    private long parent() {
        return Optional.ofNullable(context.environment().get(Guard.VARIABLE))
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseGet(() -> (long) Arguments.number(guard).orElse(0));
    }

    /** Serves without a guard: something else brings it back. */
    int serveInForeground() {
        boolean systemd = context.environment().containsKey("NOTIFY_SOCKET");
        return serve(
                log(),
                () -> systemd ? Systemd.NAME : "nothing",
                false,
                () -> ServerGuard.living(context.state()).ifPresent(ServerGuard::end));
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

    /** @param onHold sees to the guards as soon as no other server can hold the home */
    private int serve(ServerLog log, Supplier<String> keptBy, boolean persistent, Runnable onHold) {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean withWorkers = new AtomicBoolean();
        EndSignals.handle(
                signal -> {
                    log.say("received " + signal);
                    end.countDown();
                },
                () -> log.say("is ending already"));
        // Held before anything that may fail: who wants it stopped finds it.
        try (ServerHome held = ServerHome.hold(context.state())) {
            onHold.run();
            Start start = () -> Server.start(
                    held, context, ServerConfigReader.read(context.configuration()), log, keptBy, asked -> {
                        withWorkers.set(asked.workers());
                        end.countDown();
                    });
            Optional<Server> started = persistent ? untilItStarts(start, end, log) : Optional.of(start.server());
            if (started.isPresent()) {
                serve(started.get(), held, end, withWorkers, log, !persistent);
            }
            log.say("ends");
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FAILED;
        }
    }

    /** @param awaited whether somebody reads on standard output that it is ready */
    private void serve(
            Server started,
            ServerHome held,
            CountDownLatch end,
            AtomicBoolean withWorkers,
            ServerLog log,
            boolean awaited)
            throws InterruptedException {
        try (Server server = started) {
            held.ready();
            log.say("serves %s, process %d"
                    .formatted(held.folder(), ProcessHandle.current().pid()));
            if (awaited) {
                server.remarks().forEach(context.terminal().out()::println);
                context.terminal().out().println(READY);
                context.terminal().out().flush();
            }
            Systemd.ready(context.environment(), log);
            end.await();
            if (withWorkers.get()) {
                log.say("stops its workers");
                server.stopWorkers();
            }
        }
    }

    /** The server, after as many tries as it takes, one a second; empty where it is told to end before. */
    private static Optional<Server> untilItStarts(Start start, CountDownLatch end, ServerLog log)
            throws InterruptedException {
        String said = "";
        do {
            try {
                return Optional.of(start.server());
            } catch (TirelessException failure) {
                String why = String.valueOf(failure.getMessage());
                if (!why.equals(said)) {
                    log.say(why + "; tried again every second");
                }
                said = why;
            }
        } while (!end.await(1, TimeUnit.SECONDS));
        return Optional.empty();
    }

    private ServerLog log() {
        PrintStream err = context.terminal().err();
        return new ServerLog(err, InstantSource.system());
    }
}
