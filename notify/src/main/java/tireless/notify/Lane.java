package tireless.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.notify.NoticeQueue.Change;

/** Tells one recipient of one resource, one notice after the other, on a virtual thread of its own: who hangs holds up nobody else. */
final class Lane {
    private final NoticeQueue queue;
    private final Supplier<Duration> sinceBoot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean ended;
    private @Nullable Thread thread;

    /** Tries to deliver, and says what is to become of a notice. */
    interface Work {
        /** Empty where it was confirmed, else what stood in the way. */
        Optional<NotDelivered> deliver(Notice notice) throws InterruptedException;

        /** The pause before it is tried again; empty where it is given up. */
        Optional<Duration> pause(Notice notice, NotDelivered why);

        /** To be stored. */
        void store(Change change);
    }

    Lane(Duration atMostEvery, Supplier<Duration> sinceBoot) {
        this.queue = new NoticeQueue(atMostEvery);
        this.sinceBoot = sinceBoot;
    }

    /**
     * Takes one.
     *
     * @param store has stored what it is given when it returns; nobody is told before
     * @return false where this lane has ended, and another is to be made
     */
    boolean add(Notice notice, Consumer<Change> store) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            store.accept(queue.add(notice, sinceBoot.get()));
            news.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Begins to tell. It ends when nothing waits, and nothing is to be remembered any more. */
    void begin(String name, Work work) {
        lock.lock();
        try {
            thread = Thread.ofVirtual().name(name).start(() -> run(work));
        } finally {
            lock.unlock();
        }
    }

    private void run(Work work) {
        try {
            for (Optional<Notice> next = next(); next.isPresent(); next = next()) {
                Notice notice = next.get();
                Optional<NotDelivered> failure = work.deliver(notice);
                settle(notice, failure, work);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Notice notice, Optional<NotDelivered> failure, Work work) {
        Optional<Duration> pause = failure.flatMap(why -> work.pause(notice, why));
        lock.lock();
        try {
            Duration now = sinceBoot.get();
            Change change = failure.isEmpty()
                    ? queue.delivered(notice, now)
                    : pause.map(time -> queue.failed(notice, now, time)).orElseGet(() -> queue.givenUp(notice));
            work.store(change);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Notice> next() throws InterruptedException {
        lock.lock();
        try {
            while (!ended) {
                Optional<Notice> due = queue.take(sinceBoot.get());
                if (due.isPresent()) {
                    return due;
                }
                Optional<Duration> pause = queue.pause(sinceBoot.get());
                if (pause.isPresent()) {
                    var _ = news.awaitNanos(Math.max(1_000_000, pause.get().toNanos()));
                } else {
                    ended = true;
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that is due was tried once, or the time is over. */
    void drain(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!ended && queue.hasDue(sinceBoot.get()) && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it at once; what was not confirmed is stored. */
    void close() {
        lock.lock();
        try {
            ended = true;
            news.signalAll();
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
