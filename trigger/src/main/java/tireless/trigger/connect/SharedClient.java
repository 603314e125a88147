package tireless.trigger.connect;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One client, with who may ask by it at once. */
final class SharedClient<C extends AutoCloseable> implements AutoCloseable {
    /** A server that hangs is asked by so many at once, and never by a thousand. */
    static final int MOST_AT_ONCE = 8;

    private final ConnectionKey key;
    private final Callable<C> open;
    private final RecentAnswers answers;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private @Nullable C client;
    private boolean closed;

    /** Guarded by {@link Connections}. */
    int users;

    SharedClient(ConnectionKey key, Callable<C> open, RecentAnswers answers) {
        this.key = key;
        this.open = open;
        this.answers = answers;
    }

    ConnectionKey key() {
        return key;
    }

    <T> T ask(Duration timeout, Question<C, T> question)
            throws InterruptedException, TimeoutException, ExecutionException {
        if (!turns.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException(MOST_AT_ONCE + " others wait for its answer");
        }
        FutureTask<T> task = new FutureTask<>(() -> question.ask(client()));
        // The turn is given back by who took it, not by who waited: a call that can not be interrupted keeps it.
        Thread.ofVirtual().name("look at " + key).start(() -> {
            try {
                task.run();
            } finally {
                turns.release();
            }
        });
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true);
        }
    }

    <T> T askShared(Object same, Duration timeout, Question<C, T> question)
            throws InterruptedException, TimeoutException, ExecutionException {
        return answers.get(same, timeout, () -> ask(timeout, question));
    }

    private synchronized C client() throws Exception {
        if (closed) {
            throw new IllegalStateException("nobody asks any more");
        }
        C present = client;
        if (present == null) {
            present = open.call();
            client = present;
        }
        return present;
    }

    @Override
    public void close() {
        C present;
        synchronized (this) {
            closed = true;
            present = client;
            client = null;
        }
        if (present != null) {
            quietly(present);
        }
    }

    /** Whatever a client says as it goes helps nobody: it is not used again. */
    private static void quietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception _) {
            return;
        }
    }
}
