package tireless.trigger.connect;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One client, with who may ask by it at once. */
final class SharedClient<C extends AutoCloseable> implements AutoCloseable {
    /** A server that hangs is asked by so many at once, and never by a thousand. */
    static final int MOST_AT_ONCE = 8;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ConnectionKey key;
    private final Callable<C> open;
    private final RecentAnswers answers;
    private final ThreadPoolExecutor turns;
    private @Nullable C client;
    private boolean closed;

    /** Guarded by {@link Connections}. */
    int users;

    SharedClient(ConnectionKey key, Callable<C> open, RecentAnswers answers) {
        this.key = key;
        this.open = open;
        this.answers = answers;
        // Questions come in bursts: a thread that takes one after the other costs less than one for each.
        this.turns = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("looks at " + key).factory());
        turns.allowCoreThreadTimeOut(true);
    }

    ConnectionKey key() {
        return key;
    }

    <T> T ask(Duration timeout, Question<C, T> question)
            throws InterruptedException, TimeoutException, ExecutionException {
        AtomicBoolean begun = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> {
            begun.set(true);
            return question.ask(client());
        });
        turns.execute(task);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw begun.get() ? late : new TimeoutException(MOST_AT_ONCE + " others wait for its answer");
        } finally {
            if (!task.isDone()) {
                // A call that can not be interrupted keeps its turn.
                task.cancel(true);
                turns.remove(task);
            }
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
