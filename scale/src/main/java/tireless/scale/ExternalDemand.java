package tireless.scale;

import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.scale.Demand.Activity;

/** What something outside asks for, by the rules of Kubernetes for external metrics. */
final class ExternalDemand {
    private ExternalDemand() {}

    /**
     * By a number that was measured.
     *
     * @param ready replicas that are ready
     */
    static Demand.Known of(
            String trigger, Reading.Measured measured, MetricType type, int current, long ready, Tolerance tolerance) {
        double value = tamed(measured.value());
        double target = measured.target() > 0 ? measured.target() : Double.MIN_NORMAL;
        Activity activity = measured.active() ? Activity.ACTIVE : Activity.INACTIVE;
        return switch (type) {
            case AVERAGE_VALUE, UTILIZATION -> average(trigger, value, target, activity, current, tolerance);
            case VALUE -> whole(trigger, value, target, activity, current, ready, tolerance);
        };
    }

    /** So much for each replica: {@code ceil(value ÷ target)}, and no change where the present count is near enough. */
    static Demand.Known average(
            String trigger, double value, double target, Activity activity, int current, Tolerance tolerance) {
        double exact = value / target;
        String sum = sum(value, target, exact);
        if (current > 0 && tolerance.bears(exact / current)) {
            return new Demand.Known(trigger, current, activity, kept(sum, current));
        }
        int wanted = Tolerance.ceil(exact);
        return new Demand.Known(trigger, wanted, activity, sum + " → " + Figures.of(wanted));
    }

    /** So much in all: each ready replica is taken to have its part in it. */
    private static Demand.Known whole(
            String trigger,
            double value,
            double target,
            Activity activity,
            int current,
            long ready,
            Tolerance tolerance) {
        double ratio = value / target;
        String sum = sum(value, target, ratio);
        if (current == 0) {
            int wanted = Tolerance.ceil(ratio);
            return new Demand.Known(trigger, wanted, activity, sum + " → " + Figures.of(wanted));
        }
        if (tolerance.bears(ratio)) {
            return new Demand.Known(trigger, current, activity, kept(sum, current));
        }
        int counted = Tolerance.ceil(ratio * ready);
        // Kubernetes lets replicas that are not ready yet turn the direction: fewer, of a metric above its target.
        int wanted = ratio > 1 ? Math.max(current, counted) : Math.min(current, counted);
        return new Demand.Known(
                trigger, wanted, activity, "%s, × %d ready → %s".formatted(sum, ready, Figures.of(wanted)));
    }

    private static String sum(double value, double target, double quotient) {
        return Figures.of(value) + " ÷ " + Figures.of(target) + " = " + Figures.of(quotient);
    }

    private static String kept(String sum, int current) {
        return "%s, near enough to %d".formatted(sum, current);
    }

    /** Readings promise this; whoever breaks the promise must not break the count. */
    private static double tamed(double value) {
        return Double.isNaN(value) || value < 0 ? 0 : Math.min(value, Double.MAX_VALUE);
    }
}
