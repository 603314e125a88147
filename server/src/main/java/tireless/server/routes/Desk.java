package tireless.server.routes;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread of the operating system on which one piece of work is done after the other, for those that may take long. Virtual threads share as many
 * threads as there are processors, so a few that compute would hold up all requests, and all starts and ends of workers.
 */
final class Desk {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor;

    Desk(String name) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name).daemon().factory());
        executor.allowCoreThreadTimeOut(true);
    }

    /** What {@code work} gives, or throws. Who is interrupted while it waits takes its work back. */
    <T> T await(Callable<T> work) {
        Future<T> result = executor.submit(work);
        try {
            return result.get();
        } catch (InterruptedException closing) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", closing);
        } catch (ExecutionException failure) {
            switch (Objects.requireNonNull(failure.getCause())) {
                case RuntimeException known -> throw known;
                case Error defect -> throw defect;
                default -> throw new IllegalStateException(failure.getCause());
            }
        }
    }
}
