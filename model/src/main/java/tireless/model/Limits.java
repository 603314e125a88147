package tireless.model;

import java.util.OptionalLong;

/**
 * What one replica may use at most.
 *
 * @param memoryBytes hard limit of memory; above it the kernel kills
 * @param cpuMillis hard limit of processor time in thousandths of a core; above it the kernel throttles
 */
public record Limits(OptionalLong memoryBytes, OptionalLong cpuMillis) {
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());

    public Limits {
        if (memoryBytes.orElse(1) <= 0 || cpuMillis.orElse(1) <= 0) {
            throw new IllegalArgumentException("a limit must be above zero: " + memoryBytes + ", " + cpuMillis);
        }
    }

    public boolean isEmpty() {
        return memoryBytes.isEmpty() && cpuMillis.isEmpty();
    }
}
