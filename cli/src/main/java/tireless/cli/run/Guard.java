package tireless.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tireless.model.TirelessException;

/**
 * Sees to it that a run's workers end when the run ends, also by {@code kill -9}: a shell in a session of its own reads a pipe whose
 * only writer is this process, and runs the stop code at its end. In turn this process watches the shell and replaces it.
 */
final class Guard implements AutoCloseable {
    /** What tells the guard that nothing is left to do. */
    private static final String ALL_ENDED = "ended\n";

    // Signals that a terminal sends to everybody must not reach the guard; they are ignored in the stop code too, which
    // ends by itself.
    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM
            log=$1
            shift
            read -r word && [ "$word" = ended ] && exit 0
            exec "$@" </dev/null >>"$log" 2>&1
            """;

    private final Path home;
    private final List<String> stopCode;
    private final Consumer<String> say;
    private Process shell;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param stopCode the command that ends what runs in {@code home}
     * @param say where it tells that it had to be replaced
     */
    Guard(Path home, List<String> stopCode, Consumer<String> say) {
        this.home = home;
        this.stopCode = List.copyOf(stopCode);
        this.say = say;
        this.shell = start();
    }

    private synchronized Process start() {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", SCRIPT, "tireless-guard"));
        command.add(home.resolve("guard.log").toString());
        command.addAll(stopCode);
        try {
            Process started = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var _ = started.onExit().thenRun(this::replace).exceptionally(failure -> {
                say.accept("the guard of this run is gone, and no new one can be started: " + failure.getMessage());
                return null;
            });
            return started;
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot start the guard that ends the workers with this run: " + e.getMessage(), e);
        }
    }

    private synchronized void replace() {
        if (!closed) {
            shell = start();
            say.accept("the guard of this run was killed; a new one is pid " + shell.pid());
        }
    }

    /** Lets the guard go without running the stop code; to be called when nothing runs any more. */
    synchronized void release() {
        closed = true;
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write(ALL_ENDED.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            say.accept("the guard of this run had gone a moment ago: " + gone.getMessage());
        }
    }

    /** Lets go of the pipe: a guard that was not released runs the stop code now. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            say.accept("the guard of this run had gone a moment ago: " + gone.getMessage());
        }
    }
}
