package tireless.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One reading of the clocks. Delays, stalls and back-off count in {@code sinceBoot}, which goes on during suspend and never
 * jumps; {@code wall} is for schedules and for people.
 *
 * @param sinceBoot CLOCK_BOOTTIME, see clock_gettime(2)
 */
public record Now(Instant wall, Duration sinceBoot, BootId boot) {
    /** How long ago {@code earlier} (a time since boot) was; zero if it lies ahead. */
    public Duration since(Duration earlier) {
        Duration elapsed = sinceBoot.minus(earlier);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}
