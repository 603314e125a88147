package tireless.runtime;

import java.time.Duration;

/**
 * What an attempt uses.
 *
 * @param cpu processor time since its start
 * @param memoryBytes resident memory now
 */
public record Usage(Duration cpu, long memoryBytes) {
    public static final Usage NONE = new Usage(Duration.ZERO, 0);
}
