package tireless.scale;

import java.util.OptionalDouble;

/**
 * How much one replica does while it has work: items by the time of replicas that were busy, which is right at any use (the utilization
 * law). The past counts half after {@link #HALF_LIFE_SECONDS} with work, and is not forgotten while there is none.
 *
 * @param items done
 * @param busySeconds of all replicas together
 */
record ServiceRate(double items, double busySeconds) {
    static final ServiceRate UNKNOWN = new ServiceRate(0, 0);

    private static final double HALF_LIFE_SECONDS = 120;

    ServiceRate with(double seconds, double done, double busy) {
        double kept = busy > 0 ? Math.pow(0.5, seconds / HALF_LIFE_SECONDS) : 1;
        return new ServiceRate(items * kept + done * seconds, busySeconds * kept + busy * seconds);
    }

    /** Items per second of a replica with work; unknown before one item was done. */
    OptionalDouble perSecond() {
        return items >= 1 && busySeconds > 0 ? OptionalDouble.of(items / busySeconds) : OptionalDouble.empty();
    }
}
