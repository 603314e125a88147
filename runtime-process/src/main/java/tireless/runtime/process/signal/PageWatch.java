package tireless.runtime.process.signal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.signal.MetricsPage;
import tireless.signal.PageReader;
import tireless.throughput.Notification;

/** Reads, from time to time, the metrics that replicas show at a port of loopback, and tells what they count. One thread, virtual, for each. */
public final class PageWatch implements AutoCloseable {
    private final BiConsumer<SlotId, Notification> told;
    private final BiConsumer<AttemptId, String> warned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** The newest attempt of each slot. */
    private final Map<SlotId, AttemptId> watched = new HashMap<>();

    private boolean closed;

    /**
     * @param told of the numbers of a slot, on a thread of this watch
     * @param warned of a page that can not be read, once for each attempt, on such a thread
     */
    public PageWatch(BiConsumer<SlotId, Notification> told, BiConsumer<AttemptId, String> warned) {
        this.told = told;
        this.warned = warned;
    }

    /**
     * Looks at an attempt from now on.
     *
     * @param numbers what a page says; empty if it says nothing that is known. Called on one thread for each attempt
     */
    public void begin(AttemptId attempt, MetricsPage page, Function<String, Optional<Notification.Numbers>> numbers) {
        lock.lock();
        try {
            AttemptId before = watched.put(attempt.slot(), attempt);
            if (!closed && !attempt.equals(before)) {
                Thread.ofVirtual().name("metrics of " + attempt).start(() -> run(attempt, page, numbers));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at the slot's attempts up to this one. */
    public void end(AttemptId last) {
        lock.lock();
        try {
            watched.computeIfPresent(last.slot(), (_, attempt) -> attempt.number() <= last.number() ? null : attempt);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run(AttemptId attempt, MetricsPage page, Function<String, Optional<Notification.Numbers>> numbers) {
        PageReader reader = new PageReader(page, numbers);
        while (await(attempt, page.period())) {
            PageReader.Reading reading = reader.look();
            reading.numbers().ifPresent(known -> tell(attempt, known));
            reading.warning().filter(_ -> isWatched(attempt)).ifPresent(what -> warned.accept(attempt, what));
        }
    }

    private void tell(AttemptId attempt, Notification.Numbers numbers) {
        if (isWatched(attempt)) {
            told.accept(attempt.slot(), Notification.of(numbers, Notification.Origin.LOOKED_FOR));
        }
    }

    private boolean await(AttemptId attempt, Duration period) {
        lock.lock();
        try {
            long left = period.toNanos();
            while (!closed && attempt.equals(watched.get(attempt.slot())) && left > 0) {
                left = news.awaitNanos(left);
            }
            return !closed && attempt.equals(watched.get(attempt.slot()));
        } catch (InterruptedException closing) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWatched(AttemptId attempt) {
        lock.lock();
        try {
            return !closed && attempt.equals(watched.get(attempt.slot()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
