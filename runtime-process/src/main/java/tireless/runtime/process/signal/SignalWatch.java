package tireless.runtime.process.signal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tireless.model.AttemptId;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;
import tireless.signal.MetricsPage;
import tireless.throughput.MetricReader;
import tireless.throughput.Notification;
import tireless.throughput.SignalVariables;

/** Hears what attempts count, by the sources that their runs name. Costs nothing where none does. Safe for use by many threads. */
public final class SignalWatch implements Closeable {
    private final Path folder;
    private final Function<SlotId, String> names;
    private final PageWatch pages;
    private final LogWatch logs;
    private final OtlpReceiver otlp;

    /**
     * @param folder in which is written down what living attempts were given; made when it is first needed
     * @param names of slots, as one name of a file each
     * @param logs what slots write
     * @param time by which it is known how old is what is sent
     * @param told what a slot's newest attempt counts, from threads of this watch
     * @param warned what hinders it, for people
     */
    public SignalWatch(
            Path folder,
            Function<SlotId, String> names,
            Function<SlotId, SlotLog> logs,
            TimeSource time,
            BiConsumer<SlotId, Notification> told,
            BiConsumer<AttemptId, String> warned) {
        this.folder = folder;
        this.names = names;
        this.pages = new PageWatch(told, warned);
        this.logs = new LogWatch(logs, told, warned);
        this.otlp = new OtlpReceiver(folder, time, told, warned);
    }

    /**
     * Hears an attempt that is about to start.
     *
     * @return the variables that tell it where to show or send its metrics; what its own environment says of that holds
     */
    public SortedMap<String, String> begin(AttemptId attempt, RunSpec run) throws IOException {
        SignalSources sources = run.provisions().signals();
        SortedMap<String, String> variables = new TreeMap<>();
        if (sources.isEmpty()) {
            return variables;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Optional<SignalSources.Scrape> scrape = sources.scrape().isPresent()
                ? Optional.of(withPort(sources.scrape().get()))
                : Optional.empty();
        SignalSources given = new SignalSources(scrape, sources.otlp(), sources.logPattern(), sources.names());
        new SignalNote(attempt.number(), given).write(file(attempt.slot()));
        scrape.ifPresent(page -> variables.put(
                SignalVariables.METRICS_PORT, Integer.toString(page.port().orElseThrow())));
        if (given.otlp()) {
            String address = otlp.begin(attempt, given.names(), false);
            variables.putAll(SignalVariables.exporter(address, run.environment()));
        }
        hear(attempt, given, new LogStart.Attempt(attempt.number()));
        return variables;
    }

    /** Goes on with an attempt that was found alive; what it wrote meanwhile is not counted. */
    public void goOn(AttemptId attempt) throws IOException {
        Optional<SignalNote> note = SignalNote.read(file(attempt.slot()));
        if (note.isPresent() && note.get().attempt() == attempt.number()) {
            SignalSources sources = note.get().sources();
            if (sources.otlp()) {
                otlp.begin(attempt, sources.names(), true);
            }
            hear(attempt, sources, LogStart.last(0));
        }
    }

    private void hear(AttemptId attempt, SignalSources sources, LogStart start) {
        sources.scrape().ifPresent(page -> {
            MetricReader reader = new MetricReader(sources.names());
            pages.begin(
                    attempt, new MetricsPage(page.port().orElseThrow(), page.path(), page.interval()), reader::page);
        });
        sources.logPattern().ifPresent(pattern -> logs.begin(attempt, pattern, start));
    }

    /** Hears no more of the slot's attempts up to this one, which is known dead or was never started. */
    public void end(AttemptId last) {
        pages.end(last);
        logs.end(last);
        otlp.end(last);
    }

    /** Forgets what was written down of a slot. */
    public void forget(SlotId slot) throws IOException {
        Files.deleteIfExists(file(slot));
    }

    private static SignalSources.Scrape withPort(SignalSources.Scrape page) throws IOException {
        if (page.port().isPresent()) {
            return page;
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new SignalSources.Scrape(OptionalInt.of(free.getLocalPort()), page.path(), page.interval());
        }
    }

    private Path file(SlotId slot) {
        return folder.resolve(names.apply(slot));
    }

    @Override
    public void close() {
        pages.close();
        logs.close();
        otlp.close();
    }
}
