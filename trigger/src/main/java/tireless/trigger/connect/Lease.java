package tireless.trigger.connect;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A share of a client. */
public final class Lease<C extends AutoCloseable> implements AutoCloseable {
    private final SharedClient<C> client;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(SharedClient<C> client, Runnable release) {
        this.client = client;
        this.release = release;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param timeout for the answer, and once more for its turn where many ask
     * @throws TimeoutException if there was none in that time; what is under way is interrupted
     * @throws ExecutionException if asking failed, with the cause
     */
    public <T> T ask(Duration timeout, Question<C, T> question)
            throws InterruptedException, TimeoutException, ExecutionException {
        return client.ask(timeout, question);
    }

    /** The same, but an answer to the same question that is under way, or not older than a second, will do. */
    public <T> T askShared(Object same, Duration timeout, Question<C, T> question)
            throws InterruptedException, TimeoutException, ExecutionException {
        return client.askShared(same, timeout, question);
    }

    /** Closes the client where nobody else has a share. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
