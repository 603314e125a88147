package tireless.model;

import tireless.model.scaling.ScaleTrigger;

/** Who sets the count of replicas of a workload on a cluster. There is one. */
public enum CountOwner {
    /** The manifest, or who scales it by hand. */
    MANIFEST,
    /** Our own autoscaler. */
    TIRELESS,
    /** A HorizontalPodAutoscaler, by use of processor and memory. */
    HPA,
    /** A ScaledObject of KEDA. */
    KEDA;

    /** Who it is, by what the count goes by. Our own signals need our own autoscaler, whatever else there is. */
    public static CountOwner of(Workload workload) {
        return workload.scaling()
                .map(scaling -> {
                    var triggers = scaling.triggers();
                    if (triggers.stream().anyMatch(trigger -> isOurs(trigger.type()))) {
                        return TIRELESS;
                    }
                    return triggers.stream().allMatch(ScaleTrigger::isOfReplicas) ? HPA : KEDA;
                })
                .orElse(MANIFEST);
    }

    /** Whether something in the cluster sets it, which nobody here counts with. */
    public boolean isInTheCluster() {
        return switch (this) {
            case MANIFEST, TIRELESS -> false;
            case HPA, KEDA -> true;
        };
    }

    /** Whether a trigger of this type goes by what replicas say, which our own autoscaler alone hears. */
    public static boolean isOurs(String type) {
        return type.equals(ScaleTrigger.THROUGHPUT)
                || type.equals(ScaleTrigger.BACKLOG)
                || type.equals(ScaleTrigger.DRAIN);
    }
}
