package tireless.chaos.inject;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tireless.model.TimeSource;

/** Waits for what nobody tells of: the state of foreign processes is looked at again and again. */
public record Patience(TimeSource time) {
    private static final Duration BETWEEN = Duration.ofMillis(10);

    /** Lets time pass; ends early when the thread is interrupted. */
    public void pass(Duration length) {
        Duration end = time.now().sinceBoot().plus(length);
        Duration left = length;
        while (left.isPositive() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left.toNanos());
            left = end.minus(time.now().sinceBoot());
        }
    }

    /** Whether the condition came true in time. */
    public boolean until(Duration limit, BooleanSupplier condition) {
        Duration end = time.now().sinceBoot().plus(limit);
        while (!condition.getAsBoolean()) {
            if (time.now().sinceBoot().compareTo(end) > 0
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pass(BETWEEN);
        }
        return true;
    }
}
