package tireless.autoscale;

import java.time.Duration;

/**
 * When looks are due. All are at whole halves of a second since boot: a processor that wakes for one then serves several, and the waking
 * is most of what a thousand looks cost. Pure.
 */
final class Beat {
    static final Duration STEP = Duration.ofMillis(500);

    private Beat() {}

    /** How long to wait at {@code sinceBoot}: {@code pause}, or less than a step shorter; up to a step where that is nothing. */
    static Duration until(Duration sinceBoot, Duration pause) {
        long step = STEP.toNanos();
        long now = sinceBoot.toNanos();
        long due = Math.floorDiv(now + pause.toNanos(), step) * step;
        long next = (Math.floorDiv(now, step) + 1) * step;
        return Duration.ofNanos(Math.max(due, next) - now);
    }
}
