package tireless.reconcile;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.ReplicaLine;
import tireless.engine.UnreadOutput;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SlotLog;

/** Follows the logs of a resource's replicas, those that come later included. Safe for use by many threads. */
final class ResourceLogs implements LogSubscription {
    private static final Duration NO_HURRY = Duration.ofDays(365);

    private final RuntimeDriver driver;
    private final TimeSource time;
    private final Map<String, LogPosition> after;
    private final LogStart usual;
    private final Consumer<ReplicaLine> reader;
    private final SortedMap<SlotId, SlotLog.Following> followed = new TreeMap<>();
    private final CompletableFuture<UncheckedIOException> failure = new CompletableFuture<>();
    private boolean closed;

    /** @throws TirelessException USAGE if the query has a position that is none of ours */
    ResourceLogs(RuntimeDriver driver, TimeSource time, LogQuery query, Consumer<ReplicaLine> reader) {
        this.driver = driver;
        this.time = time;
        this.after = query.after().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> position(entry.getValue())));
        this.usual = new LogStart.Last(query.back(), query.since());
        this.reader = reader;
    }

    private static LogPosition position(String text) {
        return LogPosition.parse(text)
                .orElseThrow(() -> new TirelessException(
                        TirelessException.Code.USAGE,
                        false,
                        "`%s` is no position in a log; a line has it, as `12.0.3456`".formatted(text)));
    }

    private LogStart start(SlotId slot) {
        return Optional.ofNullable(after.get(slot.replica()))
                .<LogStart>map(LogStart.After::new)
                .orElse(usual);
    }

    /** Follows the replicas that are there: as asked for, and all of an attempt that is just being started. */
    synchronized void begin(ResourceStatus status) {
        for (ReplicaStatus replica : status.observed()) {
            SlotId slot = replica.slot();
            if (replica.phase() instanceof Phase.Starting && !after.containsKey(slot.replica())) {
                followFrom(slot, replica.attempt());
            } else {
                followed.computeIfAbsent(slot, _ -> follow(slot, start(slot)));
            }
        }
    }

    /** Follows a replica from the given attempt on, unless it is followed already. */
    synchronized void followFrom(SlotId slot, int attempt) {
        if (!closed) {
            followed.computeIfAbsent(slot, _ -> follow(slot, new LogStart.Attempt(attempt)));
        }
    }

    private SlotLog.Following follow(SlotId slot, LogStart start) {
        SlotLog.Following following = driver.log(slot).follow(start, line -> hand(slot, line));
        following.whenFailed(failure::complete);
        return following;
    }

    private void hand(SlotId slot, LogLine line) {
        reader.accept(new ReplicaLine(slot.replica(), line.text(), line.end().toString(), line.removed()));
    }

    /**
     * Hands over what is asked for of the replicas that are there, one replica after the other, and nothing more. It is read as fast as
     * the reader takes it: however many lines they are, only a few are in memory.
     */
    void show(ResourceStatus status) {
        for (ReplicaStatus replica : status.observed()) {
            SlotId slot = replica.slot();
            var _ = follow(slot, start(slot)).drain(NO_HURRY);
        }
    }

    @Override
    public synchronized List<UnreadOutput> drain(Duration patience) {
        closed = true;
        Duration end = time.now().sinceBoot().plus(patience);
        List<UnreadOutput> unread = new ArrayList<>();
        Optional<UncheckedIOException> broken = Optional.empty();
        // One after the other: while one is waited for, the others go on reading.
        for (Map.Entry<SlotId, SlotLog.Following> one : followed.entrySet()) {
            try {
                one.getValue()
                        .drain(end.minus(time.now().sinceBoot()))
                        .ifPresent(rest ->
                                unread.add(new UnreadOutput(one.getKey().replica(), rest.bytes(), rest.place())));
            } catch (UncheckedIOException thrown) {
                broken = Optional.of(thrown);
            }
        }
        followed.clear();
        if (broken.isPresent()) {
            throw broken.get();
        }
        return unread;
    }

    @Override
    public void whenFailed(Consumer<UncheckedIOException> told) {
        var _ = failure.thenAccept(told);
    }

    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(SlotLog.Following::close);
        followed.clear();
    }
}
