package tireless.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tireless.model.TirelessException;
import tireless.model.notice.Way;

/** Runs commands that read notices from their standard input. What one writes is not kept; that it ends with 0 is its confirmation. */
final class CommandCourier implements Courier {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    private final String host;
    private final CommandRuns runs;
    /** A machine on which everything fails has better things to do. */
    private final Semaphore free = new Semaphore(AT_ONCE);

    private final Duration limit;

    CommandCourier(String host, CommandRuns runs) {
        this(host, runs, LIMIT);
    }

    CommandCourier(String host, CommandRuns runs, Duration limit) {
        this.host = host;
        this.runs = runs;
        this.limit = limit;
    }

    @Override
    public void deliver(Notice notice) throws NotDelivered, InterruptedException {
        if (!(notice.recipient().way() instanceof Way.Command(List<String> command))) {
            throw new IllegalArgumentException("no command");
        }
        free.acquire();
        try {
            run(notice, command);
        } catch (TirelessException refused) {
            throw NotDelivered.passing(String.valueOf(refused.getMessage()));
        } finally {
            free.release();
        }
    }

    private void run(Notice notice, List<String> command) throws NotDelivered, InterruptedException {
        Process process = start(command, runs.of(notice.told().resource(), command, variables(notice)));
        try {
            write(process, notice.body(host).write());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw NotDelivered.passing("it did not end within %d s, and was killed".formatted(limit.toSeconds()));
            }
            if (process.exitValue() != 0) {
                throw NotDelivered.passing("it ended with status " + process.exitValue());
            }
        } finally {
            end(process);
        }
    }

    private static Process start(List<String> command, CommandRuns.CommandRun run) throws NotDelivered {
        List<String> all = new ArrayList<>(run.before());
        // The shell looks for it as it would be found by the worker: in its folder, and in its PATH.
        all.addAll(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(run.workingDirectory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(run.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw NotDelivered.passing(
                    "it can not be started in %s: %s".formatted(run.workingDirectory(), TirelessException.reason(e)));
        }
    }

    private static SortedMap<String, String> variables(Notice notice) {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put("TIRELESS_EVENT", notice.told().topic());
        variables.put("TIRELESS_EVENT_ID", notice.id());
        variables.put("TIRELESS_EVENT_RESOURCE", notice.told().resource().toString());
        variables.put("TIRELESS_EVENT_TEXT", notice.told().text());
        variables.put("TIRELESS_EVENT_MORE", Integer.toString(notice.more()));
        return variables;
    }

    /** Less than a pipe holds, so it does not wait for a reader. */
    private static void write(Process process, String body) {
        try (OutputStream input = process.getOutputStream()) {
            input.write((body + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // It need not read: how it ends says whether it knows.
            return;
        }
    }

    private static void end(Process process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }
}
