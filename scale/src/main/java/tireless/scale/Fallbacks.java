package tireless.scale;

import tireless.model.scaling.Fallback;
import tireless.scale.Demand.Activity;

/** What a trigger that can not be read asks for, where the manifest says so. */
final class Fallbacks {
    private Fallbacks() {}

    /** @param failures looks that failed one after another, with this one */
    static Demand of(String trigger, Fallback fallback, int failures, String why, int current) {
        if (failures < fallback.failureThreshold()) {
            return new Demand.Unknown(
                    trigger,
                    Activity.UNKNOWN,
                    "%s; failed %d of the %d times before the fallback"
                            .formatted(why, failures, fallback.failureThreshold()));
        }
        int replicas = switch (fallback.behavior()) {
            case STATIC -> fallback.replicas();
            case CURRENT_REPLICAS -> current;
            case CURRENT_REPLICAS_IF_HIGHER -> Math.max(current, fallback.replicas());
            case CURRENT_REPLICAS_IF_LOWER -> Math.min(current, fallback.replicas());
        };
        return new Demand.Known(
                trigger,
                replicas,
                Activity.ACTIVE,
                "%s; %s, fallback %s → %d".formatted(why, Figures.failed(failures), named(fallback), replicas));
    }

    private static String named(Fallback fallback) {
        return switch (fallback.behavior()) {
            case STATIC -> "static " + fallback.replicas();
            case CURRENT_REPLICAS -> "currentReplicas";
            case CURRENT_REPLICAS_IF_HIGHER -> "currentReplicasIfHigher " + fallback.replicas();
            case CURRENT_REPLICAS_IF_LOWER -> "currentReplicasIfLower " + fallback.replicas();
        };
    }
}
