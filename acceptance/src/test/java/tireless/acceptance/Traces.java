package tireless.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The processes that carry a folder's path in their command line or environment: all that was started in it, however it was
 * detached.
 */
record Traces(Path place) {
    /** Those alive now. */
    List<ProcessHandle> living() {
        return living(_ -> true);
    }

    /** Those alive now whose command line has {@code words} in it. */
    List<ProcessHandle> with(String words) {
        return living(commandLine -> commandLine.contains(words));
    }

    /** Those alive now whose command line is this. */
    List<ProcessHandle> exactly(String words) {
        return living(commandLine -> commandLine.strip().equals(words));
    }

    private List<ProcessHandle> living(Predicate<String> commandLines) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLines.test(commandLine(process)))
                .filter(this::carries)
                .toList();
    }

    private boolean carries(ProcessHandle process) {
        return commandLine(process).contains(place.toString())
                || read(process, "environ").contains(place.toString());
    }

    static String commandLine(ProcessHandle process) {
        return read(process, "cmdline").replace('\0', ' ');
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Waits until none is alive; what still is after {@code limit} is named, then killed. */
    void awaitNone(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        // Again, because one may have started another while it ended.
        for (List<ProcessHandle> left = living(); !left.isEmpty(); left = living()) {
            awaitEnd(left, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes, Duration limit) {
        Optional<String> stubborn = stubborn(processes, limit);
        if (stubborn.isPresent()) {
            processes.forEach(ProcessHandle::destroyForcibly);
            throw new AssertionError("still alive: " + stubborn.get());
        }
    }

    private static Optional<String> stubborn(List<ProcessHandle> processes, Duration limit) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(String.join(
                    "\n",
                    processes.stream()
                            .filter(ProcessHandle::isAlive)
                            .map(process -> process.pid() + " " + commandLine(process))
                            .toList()));
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting for " + processes);
        }
    }
}
