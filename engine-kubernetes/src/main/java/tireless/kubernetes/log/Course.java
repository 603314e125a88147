package tireless.kubernetes.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How the pod is whose output is read, and whether it is read on: what others tell the thread that reads. */
final class Course {
    /**
     * One look at it.
     *
     * @param last whether to read up to what is written by now, and end then
     */
    record Look(LogSource source, boolean last, boolean closed) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private Look now;
    private @Nullable InputStream open;
    private int streams;

    Course(LogSource source, boolean follows) {
        this.now = new Look(source, !follows, false);
    }

    Look look() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** How the pod is now. */
    void see(LogSource source) {
        change(look -> new Look(source, look.last(), look.closed()));
    }

    void finish() {
        change(look -> new Look(look.source(), true, look.closed()));
    }

    void close() {
        change(look -> new Look(look.source(), true, true));
    }

    /** A stream that may stay open when what it follows is over is closed with any change; it is asked for once more then. */
    private void change(UnaryOperator<Look> made) {
        lock.lock();
        try {
            Look next = made.apply(now);
            if (next.equals(now)) {
                return;
            }
            now = next;
            changed.signalAll();
            cut();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void cut() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException alreadyBroken) {
            // It was to be closed, and is of no more use.
        }
    }

    /**
     * Takes a stream that is to be closed with any change.
     *
     * @return false if there was one since {@code before}
     */
    boolean opened(Look before, InputStream stream) {
        lock.lock();
        try {
            open = stream;
            streams++;
            return now.equals(before);
        } finally {
            lock.unlock();
        }
    }

    /** Closes a stream that is open, so that it is asked for once more. */
    void renew() {
        lock.lock();
        try {
            cut();
        } finally {
            lock.unlock();
        }
    }

    /** The how manieth stream is read; empty where none is. */
    OptionalInt stream() {
        lock.lock();
        try {
            return open == null ? OptionalInt.empty() : OptionalInt.of(streams);
        } finally {
            lock.unlock();
        }
    }

    void over() {
        lock.lock();
        try {
            open = null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is another than {@code before}, for some nanoseconds at most. */
    void awaitAnother(Look before, long atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost;
            while (left > 0 && now.equals(before)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
