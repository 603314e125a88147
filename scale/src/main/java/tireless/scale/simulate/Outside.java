package tireless.scale.simulate;

import tireless.scale.Reading;

/** What triggers say in a simulation that are asked elsewhere, where nothing of its world is. */
@FunctionalInterface
public interface Outside {
    /**
     * One look.
     *
     * @param trigger its place among the triggers of the worker
     * @param now seconds since the beginning
     * @param waiting items that no replica has begun
     */
    Reading read(int trigger, double now, long waiting);

    /** All of them look at the one queue. */
    static Outside queue(double target) {
        return (_, _, waiting) -> new Reading.Measured(waiting, target, waiting > 0);
    }
}
