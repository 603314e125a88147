package tireless.scale.simulate;

import java.util.random.RandomGenerator;

/** How long a replica works on an item, in seconds. */
public sealed interface ServiceTimes {
    /** Always the same. */
    record Constant(double seconds) implements ServiceTimes {}

    /** Mostly short, now and then some times the mean. */
    record Exponential(double mean) implements ServiceTimes {}

    /**
     * Pareto: few are so long that they make up much of the work.
     *
     * @param tail above 1; at 2 and below there is no finite variance
     * @param most nothing takes longer
     */
    record HeavyTailed(double mean, double tail, double most) implements ServiceTimes {}

    default double next(RandomGenerator random) {
        return switch (this) {
            case Constant(double seconds) -> seconds;
            case Exponential(double mean) -> mean * random.nextExponential();
            case HeavyTailed(double mean, double tail, double most) ->
                Math.min(most, mean * (tail - 1) / tail / Math.pow(1 - random.nextDouble(), 1 / tail));
        };
    }
}
