package tireless.cli.plane;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tireless.linux.Pidfd;
import tireless.model.TirelessException;

/**
 * Sees to it that something is done when this process ends otherwise than in order, also by {@code kill -9}: a shell in a session of
 * its own reads a pipe whose only writer is this process, and runs another command at its end. In turn this process watches the
 * shell and replaces it.
 */
public final class Guard implements AutoCloseable {
    /** In the environment of a command that a guard keeps: the guard's process number. Who knows nothing of it is kept as well. */
    public static final String VARIABLE = "TIRELESS_GUARD";

    /** What tells the guard that nothing is left to do. */
    private static final String ALL_ENDED = "ended\n";

    /** What tells it not to be hasty. */
    private static final String FAILED = "failed\n";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    // Signals that a terminal sends to everybody must not reach the guard; the command takes them as it likes.
    // A start-up cache is made after the first start, and goes with its distribution. Each start takes the one that
    // there is then: a JVM that finds none where it was told to look starts more slowly than one that was told nothing.
    private static final String AT_THE_END = """
            trap '' HUP INT QUIT TERM
            log=$1
            shift
            read -r word
            case $word in
                ended) exit 0 ;;
                failed) sleep 1 ;;
            esac
            run() {
                trap - HUP INT QUIT TERM
                mask=$(umask)
                umask 077
                exec </dev/null >>"$log" 2>&1
                umask "$mask"
                for word; do
                    shift
                    case $word in
                        -XX:AOTCache=*) [ -r "${word#*=}" ] || continue ;;
                    esac
                    set -- "$@" "$word"
                done
                exec "$@"
            }
            """;

    private static final String BECOME_IT = AT_THE_END + """
            run "$@"
            """;

    // What is killed again and again when it had hardly begun is given a pause in the end, and what fails at once will
    // fail again.
    private static final String KEEP_IT = AT_THE_END + """
            pause=1
            quick=0
            while :; do
                read -r begun _ </proc/uptime
                (export TIRELESS_GUARD="$$"; run "$@")
                status=$?
                [ "$status" -ne 0 ] || exit 0
                read -r now _ </proc/uptime
                lived=$((${now%.*} - ${begun%.*}))
                [ "$lived" -lt 60 ] || pause=1
                if [ "$status" -gt 128 ]; then
                    quick=$((quick + 1))
                    [ "$lived" -lt 2 ] || quick=0
                    [ "$quick" -le 5 ] || sleep 1
                else
                    sleep "$pause"
                    pause=$((pause * 2))
                    [ "$pause" -le 60 ] || pause=60
                fi
            done
            """;

    private final String what;
    private final Path home;
    private final String log;
    private final String script;
    private final List<String> command;
    private final Consumer<String> say;

    /** The shell that reads the pipe; none while this process is the command that a guard keeps. */
    private @Nullable Process shell;

    private long pid;
    private LongConsumer told = _ -> {};
    private final CountDownLatch closed = new CountDownLatch(1);

    private Guard(
            String what,
            Path home,
            String log,
            String script,
            List<String> command,
            Consumer<String> say,
            long parent) {
        this.what = what;
        this.home = home;
        this.log = log;
        this.script = script;
        this.command = List.copyOf(command);
        this.say = say;
        if (parent == 0) {
            start();
        } else {
            pid = parent;
        }
        Thread.ofPlatform().name("guard").daemon().start(this::watch);
    }

    /**
     * Starts a guard that becomes {@code command} when this process was killed.
     *
     * @param what it guards, for people: {@code this run}
     * @param log the file in {@code home} to which the output of {@code command} is added
     * @param say where it tells that it had to be replaced
     */
    public static Guard becoming(String what, Path home, String log, List<String> command, Consumer<String> say) {
        return new Guard(what, home, log, BECOME_IT, command, say, 0);
    }

    /**
     * The guard of a process that is to live on: it runs {@code command}, with {@link #VARIABLE} in its environment, again and again
     * until that ends with status 0. Where this process is such a command, its guard is there already.
     *
     * @param parent the process number that a guard has handed over; 0 if none has
     */
    public static Guard keeping(
            String what, Path home, String log, List<String> command, Consumer<String> say, long parent) {
        return new Guard(what, home, log, KEEP_IT, command, say, parent);
    }

    /** The guard's process number. */
    public synchronized long pid() {
        return pid;
    }

    /** Tells {@code news} the guard's process number now, and each later one as soon as there is another guard. */
    public synchronized void follow(LongConsumer news) {
        told = news;
        news.accept(pid);
    }

    private synchronized void start() {
        List<String> line = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", script, "tireless-guard"));
        line.add(home.resolve(log).toString());
        line.addAll(command);
        try {
            Process started = new ProcessBuilder(line)
                    .directory(home.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            shell = started;
            pid = started.pid();
        } catch (IOException e) {
            throw TirelessException.failed("cannot start the guard of %s: %s".formatted(what, e.getMessage()), e);
        }
    }

    /** Replaces the guard whenever it is gone, until this is closed. */
    private void watch() {
        Duration pause = FIRST_PAUSE;
        try {
            while (closed.getCount() > 0) {
                try {
                    awaitEnd();
                    replace();
                    pause = FIRST_PAUSE;
                } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                    // The last where no thread can be made for it.
                    say.accept("the guard of %s can not be watched or replaced, tried again in %d s: %s"
                            .formatted(what, pause.toSeconds(), failure.getMessage()));
                    var _ = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    Duration next = pause.multipliedBy(2);
                    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when there is no guard any more, also where nobody reaps it. */
    private void awaitEnd() throws IOException {
        Optional<Pidfd> guard = Pidfd.open(pid());
        if (guard.isEmpty()) {
            return;
        }
        try (Pidfd held = guard.get()) {
            // Looked at now that it is held: the number could mean another process before.
            while (isPresent() && !held.awaitEnd(A_DAY)) {
                // Days pass.
            }
        }
    }

    private synchronized boolean isPresent() {
        return shell == null
                ? ProcessHandle.current()
                        .parent()
                        .filter(parent -> parent.pid() == pid)
                        .isPresent()
                : shell.isAlive();
    }

    private synchronized void replace() {
        if (closed.getCount() > 0) {
            start();
            say.accept("the guard of %s was killed; a new one is pid %d".formatted(what, pid));
            told.accept(pid);
        }
    }

    /**
     * Lets the guard go; to be called when nothing is left to do.
     *
     * @return the status that this process has to end with: {@code status}, unless a guard that keeps it goes by that
     */
    public synchronized int release(int status) {
        return tell(ALL_ENDED) ? status : 0;
    }

    /**
     * Lets the guard run its command after a pause: to be called when this process failed, and will fail again at once.
     *
     * @return the status that this process has to end with
     */
    public synchronized int releaseAfterFailure(int status) {
        return tell(FAILED) ? status : Math.max(1, status);
    }

    /** Whether there is a pipe to tell it by. */
    private boolean tell(String word) {
        closed.countDown();
        if (shell == null) {
            return false;
        }
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write(word.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            say.accept("the guard of %s had gone a moment ago: %s".formatted(what, gone.getMessage()));
        }
        return true;
    }

    /** Lets go of the pipe: a guard that was not released runs its command now. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (shell == null) {
            return;
        }
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            say.accept("the guard of %s had gone a moment ago: %s".formatted(what, gone.getMessage()));
        }
    }
}
