package tireless.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tireless.engine.Engine;
import tireless.engine.Observation;
import tireless.engine.Subscription;
import tireless.model.ResourceKey;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;
import tireless.store.Store;

/**
 * Tells watchers what happens, without a gap: events come from the journal, by their sequence, so that a watcher that was cut off
 * goes on where it was, also with another server on the same store. Safe for use by many threads.
 */
public final class Watch implements AutoCloseable {
    private static final int PAGE = 500;

    private final History history;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Subscription subscription;

    /** Listens from now on; to be made after the {@link Recorder}, so that an event is in the journal before it is told. */
    public Watch(Store store, Engine engine) {
        this.history = new History(store.journal());
        this.subscription = engine.observe(this::hear);
    }

    /**
     * Tells everything from now on, and before that the events after one that was told earlier.
     *
     * @param after the sequence of the last event that is known; empty begins with the next one
     * @param watcher called from one thread, which may block; when it throws, the watch ends
     */
    public Subscription follow(OptionalLong after, Consumer<Sighting> watcher) {
        return follow(after, watcher, () -> {});
    }

    /**
     * The same.
     *
     * @param ended called once when nothing more is told, because the watch was closed, or because it failed
     */
    public Subscription follow(OptionalLong after, Consumer<Sighting> watcher, Runnable ended) {
        Watcher added = new Watcher(after.orElseGet(history::newest), this::after, watcher, ended);
        watchers.add(added);
        // What came between the look at the journal and now.
        added.poke();
        return () -> {
            watchers.remove(added);
            added.close();
        };
    }

    /** To be called when what is desired of a resource became another. */
    public void changed(ResourceKey key) {
        watchers.forEach(watcher -> watcher.changed(key));
    }

    /** Ends every watch. */
    @Override
    public void close() {
        subscription.close();
        watchers.forEach(Watcher::close);
    }

    private void hear(Observation observation) {
        switch (observation) {
            case Observation.Happened _ -> watchers.forEach(Watcher::poke);
            case Observation.Changed(var status) -> changed(status.key());
        }
    }

    /** All events after {@code sequence}, oldest first. */
    private List<RecordedEvent> after(long sequence) {
        List<RecordedEvent> found = new ArrayList<>();
        EventQuery query = EventQuery.newest(PAGE).after(sequence);
        List<RecordedEvent> page = history.read(query);
        found.addAll(page);
        while (page.size() == PAGE) {
            page = history.read(query.before(page.getLast().sequence()));
            found.addAll(page);
        }
        Collections.reverse(found);
        return found;
    }
}
