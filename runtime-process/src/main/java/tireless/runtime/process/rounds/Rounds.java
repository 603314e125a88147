package tireless.runtime.process.rounds;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** When a watch looks again: from time to time while there is something to look at, and no more once it is closed. */
public final class Rounds implements AutoCloseable {
    private final ReentrantLock lock;
    private final Condition news;
    private boolean closed;

    /** @param lock of what is looked at */
    public Rounds(ReentrantLock lock) {
        this.lock = lock;
        this.news = lock.newCondition();
    }

    /**
     * Waits while there is nothing to look at, and then for the time between two looks. To be called without the lock.
     *
     * @param idle whether there is nothing; asked with the lock
     * @return false once it is closed, or the thread is interrupted
     */
    public boolean await(BooleanSupplier idle, Duration period) {
        lock.lock();
        try {
            while (idle.getAsBoolean() && !closed) {
                news.await();
            }
            long left = period.toNanos();
            while (left > 0 && !closed) {
                left = news.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException closing) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Says that there is something to look at. To be called with the lock. */
    public void begin() {
        news.signalAll();
    }

    /** To be called with the lock. */
    public boolean isClosed() {
        return closed;
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
