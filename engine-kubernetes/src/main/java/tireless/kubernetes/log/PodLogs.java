package tireless.kubernetes.log;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.ReplicaLine;
import tireless.engine.UnreadOutput;
import tireless.model.TimeSource;
import tireless.model.TirelessException;

/** Hands over the output of the pods of a resource, also of those that come later. Safe for use by many threads. */
public final class PodLogs implements LogSubscription {
    private final PodOutput output;
    private final Executor executor;
    private final TimeSource time;
    private final LogQuery query;
    private final Map<String, LogPosition> after;
    private final Consumer<ReplicaLine> reader;
    private final Runnable whenOver;
    private final Map<String, PodReading> readings = new LinkedHashMap<>();
    private final CompletableFuture<UncheckedIOException> failure = new CompletableFuture<>();
    private boolean begun;
    private boolean closed;

    /**
     * Reads nothing before {@link #see} is called.
     *
     * @param executor runs what reads one pod, for as long as that takes
     * @param whenOver is called when pods that come later are of no interest any more
     * @throws TirelessException USAGE if the query has a position that is none of ours
     */
    public PodLogs(
            Lanes lanes,
            Executor executor,
            TimeSource time,
            LogQuery query,
            Consumer<ReplicaLine> reader,
            Runnable whenOver) {
        this.output = new PodOutput(lanes, Optional.empty());
        this.executor = executor;
        this.time = time;
        this.query = query;
        this.reader = line -> {
            synchronized (reader) {
                reader.accept(line);
            }
        };
        this.whenOver = whenOver;
        this.after = query.after().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> position(entry.getValue())));
    }

    private static LogPosition position(String text) {
        return LogPosition.parse(text)
                .orElseThrow(() -> new TirelessException(
                        TirelessException.Code.USAGE,
                        false,
                        "`%s` is no position in the output of a pod; a line has it, as `POD/0/TIME/0`"
                                .formatted(text)));
    }

    /** All pods that there are now. The first time these are read as was asked for; what comes later is read from its beginning. */
    public synchronized void see(List<LogSource> sources) {
        if (closed || (begun && !query.follow())) {
            return;
        }
        Map<String, LogSource> there = sources.stream().collect(Collectors.toMap(LogSource::uid, source -> source));
        for (LogSource source : sources) {
            PodReading reading = readings.get(source.uid());
            if (reading == null) {
                readings.put(source.uid(), begin(source));
            } else {
                reading.course().see(source);
            }
        }
        readings.forEach((uid, reading) -> {
            if (!there.containsKey(uid)) {
                reading.course().see(reading.course().look().source().gone());
            }
        });
        begun = true;
    }

    private PodReading begin(LogSource source) {
        Optional<LogPosition> given = Optional.ofNullable(after.get(source.replica()));
        LogPosition position = given.filter(known -> known.pod().equals(source.uid()))
                .map(known ->
                        known.run() >= source.run() - 1 ? known : LogPosition.start(source.uid(), source.run() - 1))
                .orElseGet(() -> LogPosition.start(source.uid(), firstRun(source)));
        boolean whole = begun || given.isPresent() || source.state() == LogSource.State.COMING;
        PodReading reading = new PodReading(
                output,
                new Course(source, query.follow()),
                position,
                whole ? PodReading.Start.ALL : new PodReading.Start(query.back(), query.since()),
                (line, _) -> reader.accept(line));
        var _ = reading.over().whenComplete((_, thrown) -> {
            if (thrown instanceof UncheckedIOException broken) {
                failure.complete(broken);
            }
        });
        executor.execute(reading);
        return reading;
    }

    /** The cluster has what the run before printed, and no more. Where none runs, that is all there is of the last. */
    private static int firstRun(LogSource source) {
        return source.state() == LogSource.State.RUNNING ? Math.max(0, source.run() - 1) : source.run();
    }

    @Override
    public List<UnreadOutput> drain(Duration patience) {
        List<PodReading> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(readings.values());
        }
        whenOver.run();
        left.forEach(reading -> reading.course().finish());
        Duration end = time.now().sinceBoot().plus(patience);
        List<UnreadOutput> unread = new ArrayList<>();
        Optional<UncheckedIOException> broken = Optional.empty();
        for (PodReading reading : left) {
            try {
                reading.over().get(Math.max(0, end.minus(time.now().sinceBoot()).toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                reading.course().close();
                unread.add(unread(reading.course().look().source()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                unread.add(unread(reading.course().look().source()));
            } catch (ExecutionException | CompletionException failed) {
                broken = failed.getCause() instanceof UncheckedIOException cause ? Optional.of(cause) : broken;
            }
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
        return unread;
    }

    /** How much it is the cluster does not say. */
    private static UnreadOutput unread(LogSource source) {
        return new UnreadOutput(
                source.replica(),
                0,
                "kubectl logs -n %s %s -c %s".formatted(source.namespace(), source.pod(), source.container()));
    }

    @Override
    public void whenFailed(Consumer<UncheckedIOException> told) {
        var _ = failure.thenAccept(told);
    }

    @Override
    public void close() {
        List<PodReading> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(readings.values());
        }
        whenOver.run();
        left.forEach(reading -> reading.course().close());
    }
}
