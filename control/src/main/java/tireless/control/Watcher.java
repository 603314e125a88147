package tireless.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import tireless.model.ResourceKey;
import tireless.store.RecordedEvent;

/** One who watches: a thread that reads the journal on when there is something to read, and tells what it found. */
final class Watcher implements AutoCloseable {
    private final LongFunction<List<RecordedEvent>> journal;
    private final Consumer<Sighting> told;
    private final Runnable ended;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Set<ResourceKey> changed = new LinkedHashSet<>();
    private final Thread thread;
    private boolean poked;
    private boolean closed;
    private long last;

    Watcher(long last, LongFunction<List<RecordedEvent>> journal, Consumer<Sighting> told, Runnable ended) {
        this.last = last;
        this.journal = journal;
        this.told = told;
        this.ended = ended;
        this.thread = Thread.ofVirtual().name("watch").start(this::run);
    }

    /** There may be new events. */
    void poke() {
        signal(() -> poked = true);
    }

    void changed(ResourceKey key) {
        signal(() -> {
            poked = true;
            changed.add(key);
        });
    }

    @Override
    public void close() {
        signal(() -> closed = true);
        thread.interrupt();
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (List<ResourceKey> keys = next(); !isClosed(); keys = next()) {
                for (RecordedEvent event : journal.apply(last)) {
                    told.accept(new Sighting.Happened(event));
                    last = event.sequence();
                }
                keys.forEach(key -> told.accept(new Sighting.Changed(key)));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            ended.run();
        }
    }

    private List<ResourceKey> next() throws InterruptedException {
        lock.lock();
        try {
            while (!poked && !closed) {
                something.await();
            }
            poked = false;
            List<ResourceKey> keys = new ArrayList<>(changed);
            changed.clear();
            return keys;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
