package tireless.runtime.container;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import tireless.model.AttemptId;

/** Which attempts are being made ready, each by a thread of its own that is interrupted to give it up. */
final class Preparing {
    private final Map<AttemptId, Thread> underWay = new HashMap<>();

    /** Does the work of an attempt on the calling thread, which is not interrupted any more when this returns. */
    <T> T of(AttemptId attempt, Supplier<T> work) {
        synchronized (this) {
            underWay.put(attempt, Thread.currentThread());
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                underWay.remove(attempt);
                Thread.interrupted();
            }
        }
    }

    /** Gives it up; harmless if nothing is under way. */
    synchronized void giveUp(AttemptId attempt) {
        Thread thread = underWay.get(attempt);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
