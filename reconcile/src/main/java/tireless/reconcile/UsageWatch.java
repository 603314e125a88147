package tireless.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tireless.model.AttemptId;
import tireless.model.ReplicaUse;
import tireless.model.TimeSource;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.Usage;
import tireless.throughput.ProgressMeter;

/**
 * Measures from time to time what replicas take of the machine: one thread for all, and one look for all. It is kept beside the state of the
 * replicas, as it changes with every look and nothing follows from it here.
 */
final class UsageWatch implements AutoCloseable {
    /** Between two looks. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final double NANOS_PER_MILLI_CORE = 1e6;

    private final RuntimeDriver driver;
    private final TimeSource time;
    private final Duration period;
    private final Supplier<List<AttemptId>> living;
    private final Thread thread;
    private volatile Map<AttemptId, Measured> measured = Map.of();
    private volatile boolean closed;

    /** The newest look at an attempt, and those before it. */
    private record Measured(ProgressMeter cpu, Duration at, long memory) {}

    /** @param living what is to be measured, asked before each look */
    UsageWatch(RuntimeDriver driver, TimeSource time, Duration period, Supplier<List<AttemptId>> living) {
        this.driver = driver;
        this.time = time;
        this.period = period;
        this.living = living;
        this.thread = Thread.ofPlatform().name("usage").daemon().start(this::run);
    }

    /** What an attempt takes, as of the last looks. */
    ReplicaUse of(AttemptId attempt) {
        Measured known = measured.get(attempt);
        if (known == null) {
            return ReplicaUse.UNKNOWN;
        }
        OptionalDouble nanosPerSecond = known.cpu().perSecond(known.at(), true);
        return new ReplicaUse(
                nanosPerSecond.isPresent()
                        ? OptionalDouble.of(nanosPerSecond.getAsDouble() / NANOS_PER_MILLI_CORE)
                        : OptionalDouble.empty(),
                OptionalLong.of(known.memory()));
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(period.toNanos());
            try {
                look();
            } catch (RuntimeException failure) {
                // What was measured before is not what is so now; the next look may go well.
                measured = Map.of();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
        }
    }

    private void look() {
        List<AttemptId> attempts = living.get();
        if (closed || attempts.isEmpty()) {
            measured = Map.of();
            return;
        }
        Map<AttemptId, Measured> next = new HashMap<>();
        for (var found : driver.measure(attempts).entrySet()) {
            Usage usage = found.getValue();
            Measured before = measured.get(found.getKey());
            Duration at = time.now().sinceBoot();
            ProgressMeter cpu = (before == null ? ProgressMeter.EMPTY : before.cpu())
                    .with(at, usage.cpu().toNanos());
            next.put(found.getKey(), new Measured(cpu, at, usage.memoryBytes()));
        }
        measured = next;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
