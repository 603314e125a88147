package tireless.control.compute;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.engine.Engine;
import tireless.model.RestartPolicy;
import tireless.model.TirelessException;

/**
 * Opens an engine on a thread of its own, as often as it takes: after a pause that doubles, and at once when somebody asks. Safe for
 * use by many threads.
 */
final class Opening {
    private final String name;
    private final Supplier<Engine> opener;
    private final RestartPolicy pauses;
    private final Consumer<Engine> taken;
    private final Runnable failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private volatile String why = "";
    private @Nullable Thread thread;
    private boolean hurried;
    private boolean closed;

    /**
     * @param name of the cluster, for people
     * @param taken given the engine, which is closed where this throws
     * @param failed called when {@link #why} has changed
     */
    Opening(String name, Supplier<Engine> opener, RestartPolicy pauses, Consumer<Engine> taken, Runnable failed) {
        this.name = name;
        this.opener = opener;
        this.pauses = pauses;
        this.taken = taken;
        this.failed = failed;
        this.why = "%s is being opened".formatted(name);
    }

    /** Why there is no engine yet, for people. */
    String why() {
        return why;
    }

    /** Begins, and tries at once where it has begun. */
    void hurry() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (thread == null) {
                thread = Thread.ofVirtual().name("opening " + name).start(this::run);
            } else {
                hurried = true;
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Duration pause = pauses.initial();
            while (!open()) {
                if (!await(pause)) {
                    return;
                }
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(pauses.max()) < 0 ? doubled : pauses.max();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean open() {
        try {
            Engine engine = opener.get();
            try {
                taken.accept(engine);
                return true;
            } catch (RuntimeException | Error refused) {
                engine.close();
                throw refused;
            }
        } catch (TirelessException refused) {
            fail(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | LinkageError defect) {
            fail(defect.toString());
        }
        return false;
    }

    private void fail(String cause) {
        String text = "%s can not be used: %s".formatted(name, cause);
        if (!text.equals(why)) {
            why = text;
            failed.run();
        }
    }

    /** False where nothing is to be opened any more. */
    private boolean await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closed && !hurried && left > 0) {
                left = news.awaitNanos(left);
            }
            hurried = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Tries no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }
}
