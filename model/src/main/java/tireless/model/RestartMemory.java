package tireless.model;

import java.time.Duration;

/**
 * What is remembered of a replica's failures from one attempt to the next, also when the control plane dies in between.
 *
 * @param failures failures since the last reset
 * @param baseDelay the last delay before jitter; never shrinks without a reset
 * @param restarts attempts that ran and ended since the resource was created; for people
 */
public record RestartMemory(int failures, Duration baseDelay, int restarts) {
    public static final RestartMemory FRESH = new RestartMemory(0, Duration.ZERO, 0);

    /** The same after an end: what never ran is no restart. */
    public RestartMemory after(Exit exit) {
        return exit instanceof Exit.NotStarted ? this : new RestartMemory(failures, baseDelay, restarts + 1);
    }

    /** Forgets the failures, and keeps the count of restarts. */
    public RestartMemory reset() {
        return new RestartMemory(0, Duration.ZERO, restarts);
    }
}
