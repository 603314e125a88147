package tireless.scale;

import tireless.model.scaling.Behavior;

/**
 * By which part of its target a metric may miss it without a change.
 *
 * @param down below
 * @param up above
 */
record Tolerance(double down, double up) {
    static Tolerance of(Behavior behavior) {
        return new Tolerance(
                behavior.scaleDown().tolerance(), behavior.scaleUp().tolerance());
    }

    boolean bears(double ratio) {
        return 1 - down <= ratio && ratio <= 1 + up;
    }

    /** A number of replicas rounded up, without the dust of binary fractions, and never beyond what an int holds. */
    static int ceil(double replicas) {
        if (Double.isNaN(replicas) || replicas <= 0) {
            return 0;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(replicas - 1e-9 * Math.max(1, replicas)));
    }
}
