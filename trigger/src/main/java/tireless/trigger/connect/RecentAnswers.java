package tireless.trigger.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers that several may have asked for: one of them asks. A failure is told to who waited, and then forgotten. */
final class RecentAnswers {
    static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Map<Object, Asked> asked = new HashMap<>();

    RecentAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /** One question, by whoever came first. */
    private static final class Asked {
        private final CompletableFuture<Object> answer = new CompletableFuture<>();
        private final Instant at;
        private boolean isUnderWay;

        private Asked(Instant at) {
            this.at = at;
        }

        private boolean isFresh(Instant now) {
            Duration age = Duration.between(at, now);
            return !answer.isDone() || (!age.isNegative() && age.compareTo(FRESH) < 0);
        }
    }

    /** What asks on behalf of all. */
    interface Asking<T> {
        T ask() throws InterruptedException, TimeoutException, ExecutionException;
    }

    @SuppressWarnings("unchecked") // the same question has answers of the same class
    <T> T get(Object question, Duration timeout, Asking<T> asking)
            throws InterruptedException, TimeoutException, ExecutionException {
        Asked present = asked(question);
        if (begins(present)) {
            ask(question, present, asking);
        }
        // Who asks may first wait for its turn, as long again.
        return (T) present.answer.get(2 * timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized Asked asked(Object question) {
        Instant now = clock.instant();
        if (asked.size() >= MOST) {
            asked.values().removeIf(one -> !one.isFresh(now));
        }
        return asked.compute(
                question, (_, present) -> present != null && present.isFresh(now) ? present : new Asked(now));
    }

    private synchronized boolean begins(Asked present) {
        boolean first = !present.isUnderWay;
        present.isUnderWay = true;
        return first;
    }

    private <T> void ask(Object question, Asked mine, Asking<T> asking)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            mine.answer.complete(asking.ask());
        } catch (ExecutionException e) {
            forget(question, mine);
            mine.answer.completeExceptionally(e.getCause());
            throw e;
        } catch (InterruptedException | TimeoutException e) {
            forget(question, mine);
            mine.answer.completeExceptionally(new TimeoutException("who asked for all got no answer"));
            throw e;
        }
    }

    private synchronized void forget(Object question, Asked mine) {
        asked.remove(question, mine);
    }
}
