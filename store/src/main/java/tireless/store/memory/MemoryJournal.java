package tireless.store.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tireless.model.Event;
import tireless.model.ResourceKey;
import tireless.store.EventQuery;
import tireless.store.Journal;
import tireless.store.RecordedEvent;

/** Records at once, so that there is nothing to flush and nothing to drop. */
final class MemoryJournal implements Journal {
    private final int keptPerResource;
    /** Newest first. */
    private final Map<ResourceKey, Deque<RecordedEvent>> events = new HashMap<>();

    private long lastSequence;
    private boolean closed;

    MemoryJournal(int keptPerResource) {
        this.keptPerResource = keptPerResource;
    }

    @Override
    public synchronized void append(Event event) {
        requireOpen();
        Deque<RecordedEvent> own = events.computeIfAbsent(event.resource(), _ -> new ArrayDeque<>());
        own.addFirst(new RecordedEvent(++lastSequence, event));
        if (own.size() > keptPerResource) {
            own.removeLast();
        }
    }

    @Override
    public synchronized void flush() {
        requireOpen();
    }

    @Override
    public synchronized List<RecordedEvent> read(EventQuery query) {
        requireOpen();
        Stream<RecordedEvent> candidates = query.resource().isPresent()
                ? events.getOrDefault(query.resource().get(), new ArrayDeque<>()).stream()
                : events.values().stream()
                        .flatMap(Deque::stream)
                        .sorted(Comparator.comparingLong(RecordedEvent::sequence)
                                .reversed());
        return candidates
                .filter(recorded -> recorded.sequence() > query.after()
                        && recorded.sequence() < query.before().orElse(Long.MAX_VALUE))
                .limit(query.limit())
                .toList();
    }

    @Override
    public long dropped() {
        return 0;
    }

    /** Drops what is older and belongs to no resource that is there. */
    synchronized void forget(Instant oldest, Set<ResourceKey> present) {
        events.forEach((key, own) -> own.removeIf(
                recorded -> !present.contains(key) && recorded.event().at().isBefore(oldest)));
        events.values().removeIf(Deque::isEmpty);
    }

    synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
