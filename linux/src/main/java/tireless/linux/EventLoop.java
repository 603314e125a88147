package tireless.linux;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread that waits for many descriptors and calls who asked for each. It costs nothing while nothing happens. Its methods
 * may be called from every thread, also from within a call. Calls must return soon; an exception from one goes to the thread's
 * uncaught exception handler and harms no other.
 */
public final class EventLoop implements AutoCloseable {
    private static final long WAKE_UP = 0;

    /** What is called when a descriptor is readable. */
    @FunctionalInterface
    public interface Ready {
        void run() throws IOException;
    }

    private final Epoll epoll;
    private final EventCounter wakeUp;
    private final Map<Long, Watch> watched = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    public EventLoop(String name) throws SystemCallException {
        epoll = new Epoll();
        wakeUp = new EventCounter();
        epoll.add(wakeUp.descriptor(), WAKE_UP);
        thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    /**
     * Calls {@code ready} whenever the descriptor is readable, until the watch is closed. The descriptor must stay open until then.
     */
    public Watch watch(Descriptor descriptor, Ready ready) throws SystemCallException {
        return watch(descriptor, ready, false);
    }

    /** Calls {@code ready} once, as soon as the descriptor is readable, and then knows nothing of it: it may be closed in the call. */
    public void once(Descriptor descriptor, Ready ready) throws SystemCallException {
        watch(descriptor, ready, true);
    }

    private Watch watch(Descriptor descriptor, Ready ready, boolean once) throws SystemCallException {
        long key = keys.incrementAndGet();
        Watch watch = new Watch(this, descriptor, key, ready, once);
        watched.put(key, watch);
        try {
            epoll.add(descriptor, key);
        } catch (SystemCallException failure) {
            watched.remove(key);
            throw failure;
        }
        return watch;
    }

    /** A running {@link #watch}. */
    public static final class Watch implements AutoCloseable {
        private final EventLoop loop;
        private final Descriptor descriptor;
        private final long key;
        private final Ready ready;
        private final boolean once;
        private boolean closed;

        private Watch(EventLoop loop, Descriptor descriptor, long key, Ready ready, boolean once) {
            this.loop = loop;
            this.descriptor = descriptor;
            this.key = key;
            this.ready = ready;
            this.once = once;
        }

        private synchronized void call() throws IOException {
            if (!closed) {
                if (once) {
                    close();
                }
                ready.run();
            }
        }

        /** Waits for a call that runs, unless called from within it: after that the descriptor may be closed. */
        @Override
        public synchronized void close() {
            closed = true;
            if (loop.watched.remove(key) != null && !loop.closed) {
                try {
                    loop.epoll.remove(descriptor);
                } catch (SystemCallException notWatchedAnyMore) {
                    // The kernel forgets a descriptor by itself once it is closed.
                }
            }
        }
    }

    private void loop() {
        try (epoll;
                wakeUp) {
            while (!closed) {
                for (long key : epoll.await()) {
                    if (key != WAKE_UP) {
                        call(key);
                    }
                }
            }
        } catch (SystemCallException broken) {
            throw new IllegalStateException("the event loop can not wait", broken);
        }
    }

    private void call(long key) {
        Watch watch = watched.get(key);
        if (watch == null) {
            return;
        }
        try {
            watch.call();
        } catch (IOException | RuntimeException failure) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    /** Ends the thread; waits until no call runs, unless called from within one. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        try {
            // In this order: once it is closed, the thread may end by itself, and with it what wakes it up.
            wakeUp.raise();
            closed = true;
            watched.clear();
            if (Thread.currentThread() != thread) {
                thread.join();
            }
        } catch (SystemCallException gone) {
            throw new IllegalStateException("the event loop can not be woken", gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
