package tireless.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

/** One start of the launcher, the first of a process group of its own. */
final class TirelessProcess {
    /** For what takes moments on a quiet machine: the tests also pass on a busy one. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Process process;
    private final Transcript output;
    private final Transcript errors;

    TirelessProcess(Process process) {
        this.process = process;
        this.output = new Transcript(process.getInputStream());
        this.errors = new Transcript(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the next line, of whatever source. */
    Matcher next(String regex) {
        return next("", regex);
    }

    /** Waits for the next thing that Tireless itself says. */
    Matcher event(String regex) {
        return next("tireless +\\| ", regex);
    }

    /** Waits for the next line that a replica writes. */
    Matcher line(String replica, String regex) {
        return next(replica + " +\\| ", regex);
    }

    private Matcher next(String start, String regex) {
        try {
            return output.next(start, regex, PATIENCE);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nand on stderr:\n" + errors.soFar(), e);
        }
    }

    /** All that it wrote to its standard output so far. */
    String transcript() {
        return output.text();
    }

    /** Waits for the next start of a replica. */
    long nextStart(String replica) {
        return Long.parseLong(
                event(replica + " (?:started|restarted after .*), pid (\\d+)").group(1));
    }

    /** What Ctrl-C does. */
    void interrupt() {
        Signals.sendToGroup("INT", pid());
    }

    /** What {@code kill PID} does. */
    void signal(String name) {
        Signals.send(name, pid());
    }

    /** What {@code kill -9} does; nothing, if it ended a moment ago. */
    void kill() {
        process.destroyForcibly();
    }

    /** Types into its standard input. */
    void type(String text) {
        try {
            OutputStream input = process.getOutputStream();
            input.write(text.getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end, and gives its exit status; 128 + the signal's number for a signal. */
    int awaitStatus() {
        return awaitStatus(PATIENCE);
    }

    int awaitStatus(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("does not end within %d s:%n%s%n%s"
                        .formatted(limit.toSeconds(), output.soFar(), errors.soFar()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Outcome awaitOutcome() {
        int status = awaitStatus();
        return new Outcome(status, output.whole(PATIENCE), errors.whole(PATIENCE));
    }
}
