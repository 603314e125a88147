package tireless.chaos.inject;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tireless.chaos.truth.Cause;
import tireless.model.TimeSource;

/** What was done and what came of it, as it happens; a file has it all with the times. Safe for use by many threads. */
public final class Journal implements AutoCloseable {
    private final TimeSource time;
    private final Duration begun;
    private final PrintWriter file;
    private final List<Cause> causes = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> injected = new TreeMap<>();
    private final Map<String, List<Duration>> durations = new TreeMap<>();

    /** @param file where the lines go */
    public Journal(TimeSource time, Path file) throws IOException {
        this.time = time;
        this.begun = time.now().sinceBoot();
        this.file = new PrintWriter(Files.newBufferedWriter(file), true);
    }

    Duration now() {
        return time.now().sinceBoot();
    }

    /** A line of the file, with the time. */
    public synchronized void note(String line) {
        file.printf("%9.3f  %s%n", now().minus(begun).toNanos() / 1e9, line);
    }

    /** Something that must never be. */
    public synchronized void broken(String what) {
        broken.add(what);
        note("BROKEN: " + what);
    }

    synchronized void cause(Cause cause) {
        causes.add(cause);
    }

    /** Counts a fault or a command that was carried out. */
    synchronized void injected(String kind) {
        injected.merge(kind, 1, Integer::sum);
    }

    /** How long something took. */
    synchronized void took(String what, Duration duration) {
        durations.computeIfAbsent(what, _ -> new ArrayList<>()).add(duration);
        note("%s: %d ms".formatted(what, duration.toMillis()));
    }

    public synchronized List<Cause> causes() {
        return List.copyOf(causes);
    }

    public synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    public synchronized Map<String, Integer> injected() {
        return new TreeMap<>(injected);
    }

    public synchronized Map<String, List<Duration>> durations() {
        return new TreeMap<>(durations);
    }

    @Override
    public synchronized void close() {
        if (file.checkError()) {
            throw new UncheckedIOException(new IOException("the file of the schedule could not be written"));
        }
        file.close();
    }
}
