package tireless.runtime.process.signal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tireless.model.AttemptId;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;
import tireless.throughput.MetricReader;
import tireless.throughput.Notification;
import tireless.throughput.PrometheusText;

/** Hears what attempts count, by the sources that their runs name. Costs nothing where none does. Safe for use by many threads. */
public final class SignalWatch implements Closeable {
    /** The port that a replica shall show its metrics at, where it has one of its own. */
    public static final String PORT_VARIABLE = "TIRELESS_METRICS_PORT";

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private static final Map<String, String> EXPORTER = Map.of(
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "http/protobuf",
            "OTEL_METRICS_EXPORTER",
            "otlp",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "1000",
            "OTEL_TRACES_EXPORTER",
            "none",
            "OTEL_LOGS_EXPORTER",
            "none");

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

    /** The names of all variables that {@link #begin} may give to who has these sources. */
    public static SortedSet<String> variables(SignalSources sources) {
        SortedSet<String> names = new TreeSet<>();
        if (sources.scrape().isPresent()) {
            names.add(PORT_VARIABLE);
        }
        if (sources.otlp()) {
            names.add(ENDPOINT);
            names.addAll(EXPORTER.keySet());
        }
        return names;
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
        scrape.ifPresent(page ->
                variables.put(PORT_VARIABLE, Integer.toString(page.port().orElseThrow())));
        if (given.otlp()) {
            String address = otlp.begin(attempt, given.names(), false);
            variables.putAll(exporter(address, run.environment()));
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
                    attempt,
                    new PageWatch.Page(page.port().orElseThrow(), page.path(), page.interval()),
                    text -> Optional.of(reader.read(PrometheusText.sums(text)))
                            .filter(numbers -> !numbers.equals(Notification.Numbers.NONE)));
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

    /** Nothing where the worker has an address of its own. */
    private static Map<String, String> exporter(String address, Map<String, String> own) {
        if (own.containsKey(ENDPOINT) || own.containsKey(METRICS_ENDPOINT)) {
            return Map.of();
        }
        SortedMap<String, String> variables = new TreeMap<>(EXPORTER);
        variables.put(ENDPOINT, address);
        variables.keySet().removeAll(own.keySet());
        return variables;
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
