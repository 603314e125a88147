package tireless.store.sqlite;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tireless.model.Event;
import tireless.model.Plural;
import tireless.model.TirelessException;
import tireless.store.EventQuery;
import tireless.store.Journal;
import tireless.store.RecordedEvent;

/** Stands between those who append and the table: one writer thread takes what has gathered and records it in one transaction. */
final class JournalQueue implements Journal, AutoCloseable {
    /**
     * @param capacity events that wait at most
     * @param group events that are recorded together at most
     * @param gather how long the first event waits for others, so that a burst costs few transactions
     * @param retryAfter pause after the medium refused
     */
    record Limits(int capacity, int group, Duration gather, Duration retryAfter) {
        static final Limits DEFAULT = new Limits(10_000, 500, Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    /** @param queued how many of the events are the first of the queue; the rest tell of losses */
    private record Group(List<Event> events, int queued) {}

    private final EventTable table;
    private final Limits limits;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Deque<Event> queue = new ArrayDeque<>();
    private final Losses losses = new Losses();

    /** Events appended and events recorded since the start; their difference waits in the queue. */
    private long appended;

    private long recorded;
    private long failures;
    private @Nullable TirelessException lastFailure;
    private int flushing;
    private boolean closing;

    JournalQueue(EventTable table, Limits limits) {
        this.table = table;
        this.limits = limits;
        this.writer = Thread.ofPlatform().daemon().name("journal").start(this::write);
    }

    @Override
    public void append(Event event) {
        lock.lock();
        try {
            requireOpen();
            if (queue.size() >= limits.capacity()) {
                losses.add(event);
                return;
            }
            queue.addLast(event);
            appended++;
            if (lastFailure == null) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        flushing++;
        try {
            requireOpen();
            long target = appended;
            long before = failures;
            work.signal();
            while (recorded < target) {
                if (failures > before && lastFailure != null) {
                    throw lastFailure;
                }
                progress.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TirelessException.failed("interrupted while events were being recorded", e);
        } finally {
            flushing--;
            lock.unlock();
        }
    }

    @Override
    public List<RecordedEvent> read(EventQuery query) {
        return table.read(query);
    }

    @Override
    public long dropped() {
        lock.lock();
        try {
            return losses.total();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records what still waits; appending is over.
     *
     * @throws TirelessException if the medium refuses; what could not be recorded is lost
     */
    @Override
    public void close() {
        if (!beginClose()) {
            return;
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TirelessException.failed("interrupted while events were being recorded", e);
        }
        TirelessException failure = lastFailure;
        if (failure != null && !queue.isEmpty()) {
            throw TirelessException.failed(
                    Plural.are(queue.size(), "event") + " lost: " + failure.getMessage(), failure);
        }
    }

    /** Whether this call is the first. */
    private boolean beginClose() {
        lock.lock();
        try {
            boolean first = !closing;
            closing = true;
            // A last try, even if the one before failed a moment ago.
            lastFailure = null;
            work.signal();
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        Group group = next();
        while (!group.events().isEmpty()) {
            try {
                table.record(group.events());
                settle(group, null);
            } catch (TirelessException e) {
                settle(group, e);
            } catch (RuntimeException e) {
                settle(group, TirelessException.failed("cannot record events: " + e.getMessage(), e));
            }
            group = next();
        }
    }

    /** Waits for work; without events when it is over. */
    private Group next() {
        lock.lock();
        try {
            while (queue.isEmpty() && losses.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            await(lastFailure == null ? limits.gather() : limits.retryAfter());
            if (lastFailure != null && closing) {
                return new Group(List.of(), 0);
            }
            List<Event> events =
                    new ArrayList<>(queue.stream().limit(limits.group()).toList());
            int queued = events.size();
            if (queued == queue.size()) {
                events.addAll(losses.begin());
            }
            return new Group(events, queued);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for more events, or for a better time; nobody who flushes or closes has to wait with it. */
    private void await(Duration pause) {
        try {
            long left = pause.toNanos();
            while (left > 0 && flushing == 0 && !closing) {
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            // Nobody but close ends this thread, and it does so by its flag.
        }
    }

    private void settle(Group group, @Nullable TirelessException failure) {
        lock.lock();
        try {
            lastFailure = failure;
            if (failure == null) {
                for (int i = 0; i < group.queued(); i++) {
                    queue.removeFirst();
                }
                recorded += group.queued();
                losses.done();
            } else {
                failures++;
                losses.undo();
            }
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
