package tireless.cli.plane;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tireless.model.TirelessException;

/**
 * Sees to it that something is done when this process ends otherwise than in order, also by {@code kill -9}: a shell in a session of
 * its own reads a pipe whose only writer is this process, and becomes another command at its end. In turn this process watches the
 * shell and replaces it.
 */
public final class Guard implements AutoCloseable {
    /** What tells the guard that nothing is left to do. */
    private static final String ALL_ENDED = "ended\n";

    /** What tells it not to be hasty. */
    private static final String FAILED = "failed\n";

    // Signals that a terminal sends to everybody must not reach the guard; the command takes them as it likes.
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            log=$1
            shift
            read -r word
            case $word in
                ended) exit 0 ;;
                failed) sleep 1 ;;
            esac
            trap - HUP INT QUIT TERM
            mask=$(umask)
            umask 077
            exec </dev/null >>"$log" 2>&1
            umask "$mask"
            exec "$@"
            """;

    private final String what;
    private final Path home;
    private final String log;
    private final List<String> command;
    private final Consumer<String> say;
    private Process shell;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param what it guards, for people: {@code this run}
     * @param log the file in {@code home} to which the output of {@code command} is added
     * @param command what it becomes
     * @param say where it tells that it had to be replaced
     */
    public Guard(String what, Path home, String log, List<String> command, Consumer<String> say) {
        this.what = what;
        this.home = home;
        this.log = log;
        this.command = List.copyOf(command);
        this.say = say;
        this.shell = start();
    }

    /** The guard's process number. */
    public synchronized long pid() {
        return shell.pid();
    }

    private synchronized Process start() {
        List<String> line = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, "tireless-guard"));
        line.add(home.resolve(log).toString());
        line.addAll(command);
        try {
            Process started = new ProcessBuilder(line)
                    .directory(home.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var _ = started.onExit().thenRun(this::replace).exceptionally(failure -> {
                say.accept("the guard of " + what + " is gone, and no new one can be started: " + failure.getMessage());
                return null;
            });
            return started;
        } catch (IOException e) {
            throw TirelessException.failed("cannot start the guard of %s: %s".formatted(what, e.getMessage()), e);
        }
    }

    private synchronized void replace() {
        if (!closed) {
            shell = start();
            say.accept("the guard of %s was killed; a new one is pid %d".formatted(what, shell.pid()));
        }
    }

    /** Lets the guard go without becoming its command; to be called when nothing is left to do. */
    public synchronized void release() {
        tell(ALL_ENDED);
    }

    /** Lets the guard become its command after a second: to be called when this process failed, and will fail again at once. */
    public synchronized void releaseAfterFailure() {
        tell(FAILED);
    }

    private void tell(String word) {
        closed = true;
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write(word.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            say.accept("the guard of %s had gone a moment ago: %s".formatted(what, gone.getMessage()));
        }
    }

    /** Lets go of the pipe: a guard that was not released becomes its command now. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            say.accept("the guard of %s had gone a moment ago: %s".formatted(what, gone.getMessage()));
        }
    }
}
