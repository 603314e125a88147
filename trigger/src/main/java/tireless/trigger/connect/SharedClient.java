package tireless.trigger.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One client, with who may ask by it at once. */
final class SharedClient<C extends AutoCloseable> implements AutoCloseable {
    /** A server that hangs is asked by so many at once, and never by a thousand. */
    static final int MOST_AT_ONCE = 8;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ConnectionKey key;
    private final Callable<C> open;
    private final InstantSource clock;
    private final RecentAnswers answers;
    private final ThreadPoolExecutor turns;
    private @Nullable C client;
    private boolean closed;

    /** Guarded by {@link Connections}. */
    int users;

    /** @param clock by which answers grow old, and questions too */
    SharedClient(ConnectionKey key, Callable<C> open, InstantSource clock) {
        this.key = key;
        this.open = open;
        this.clock = clock;
        this.answers = new RecentAnswers(clock);
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
        AtomicReference<@Nullable Instant> begun = new AtomicReference<>();
        Instant late = clock.instant().plus(timeout);
        FutureTask<T> task = new FutureTask<>(() -> {
            Instant now = clock.instant();
            if (!now.isBefore(late)) {
                // Where a server hangs, a thousand that waited in vain must not be asked for one after the other.
                throw othersWait();
            }
            begun.set(now);
            return question.ask(client());
        });
        turns.execute(task);
        try {
            return answer(task, begun, timeout);
        } finally {
            if (!task.isDone()) {
                // A call that can not be interrupted keeps its turn.
                task.cancel(true);
                turns.remove(task);
            }
        }
    }

    /** Who waited for its turn has the whole time for the answer all the same: else many would be left as soon as they are begun. */
    private <T> T answer(FutureTask<T> task, AtomicReference<@Nullable Instant> begun, Duration timeout)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException none) {
            Instant since = begun.get();
            if (since == null) {
                throw othersWait();
            }
            Duration left = timeout.minus(Duration.between(since, clock.instant()));
            return task.get(Math.clamp(left.toNanos(), 0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private static TimeoutException othersWait() {
        return new TimeoutException(MOST_AT_ONCE + " others wait for its answer");
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
