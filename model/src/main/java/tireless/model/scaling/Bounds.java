package tireless.model.scaling;

import java.util.OptionalInt;

/**
 * Between which counts it scales.
 *
 * @param least while there is work; 0 scales to none when there is none
 * @param most at least 1, and not below {@code least}
 * @param idle the count while no trigger is active, below {@code least}; empty is {@code least} (KEDA, {@code idleReplicaCount})
 */
public record Bounds(int least, int most, OptionalInt idle) {
    public Bounds {
        if (least < 0 || most < 1 || least > most || idle.orElse(0) < 0 || idle.orElse(-1) >= Math.max(least, 1)) {
            throw new IllegalArgumentException("bounds contradict themselves: %d, %d, %s".formatted(least, most, idle));
        }
    }

    /** The fewest that may run at any time. */
    public int floor() {
        return idle.orElse(least);
    }
}
