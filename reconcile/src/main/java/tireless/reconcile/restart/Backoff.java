package tireless.reconcile.restart;

import java.time.Duration;
import tireless.model.Exit;
import tireless.model.RestartMemory;
import tireless.model.RestartPolicy;

/**
 * The rules of restarting. The first failure restarts without delay, each further one doubles the delay up to the policy's
 * maximum, and none is the last. Failures are forgotten after a run with progress or a long run, not by time alone.
 */
public final class Backoff {
    /** From this uptime on a run counts as more than a failed start. */
    public static final Duration HEALTHY = Duration.ofSeconds(10);

    /** From this uptime on a run counts as steady even if nothing is known of its progress. */
    public static final Duration STEADY = Duration.ofSeconds(60);

    /** Half the width of the jitter, as a part of the delay. */
    private static final double JITTER = 0.1;

    private Backoff() {}

    /**
     * One end of an attempt.
     *
     * @param stalled whether it was stopped because it made no progress
     * @param uptime from its start to its end; zero where unknown
     * @param progressed whether it is known to have processed anything
     */
    public record End(Exit exit, boolean stalled, Duration uptime, boolean progressed) {}

    /**
     * What follows from an end.
     *
     * @param delay from the end to the next start, with jitter
     */
    public record Next(RestartMemory memory, Duration delay) {}

    /** @param chance from 0 to 1, where in the jitter the delay lies */
    public static Next after(RestartMemory memory, End end, RestartPolicy policy, double chance) {
        RestartMemory counted = memory.after(end.exit());
        if (end.exit().isSuccess() && !end.stalled() && end.uptime().compareTo(HEALTHY) >= 0) {
            return new Next(counted, policy.initial());
        }
        RestartMemory before = forgets(memory, end) ? counted.reset() : counted;
        int failures = before.failures() + 1;
        Duration base = delay(failures, policy);
        return new Next(new RestartMemory(failures, base, before.restarts()), jittered(base, chance));
    }

    private static boolean forgets(RestartMemory memory, End end) {
        Duration steady = max(STEADY, memory.baseDelay().multipliedBy(2));
        return end.uptime().compareTo(steady) >= 0
                || (end.progressed() && !end.stalled() && end.uptime().compareTo(HEALTHY) >= 0);
    }

    /** The delay before jitter that follows the given number of failures in a row. */
    static Duration delay(int failures, RestartPolicy policy) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration delay = policy.initial();
        for (int i = 2; i < failures && delay.compareTo(policy.max()) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(policy.max()) < 0 ? delay : policy.max();
    }

    private static Duration jittered(Duration base, double chance) {
        return Duration.ofNanos(Math.round(base.toNanos() * (1 - JITTER + 2 * JITTER * chance)));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
