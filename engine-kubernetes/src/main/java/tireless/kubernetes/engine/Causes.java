package tireless.kubernetes.engine;

import tireless.kubernetes.sight.PodView;
import tireless.model.Power;

/** Why a pod is asked to end, for people; follows "stopping". */
final class Causes {
    private Causes() {}

    /** @param ordinal of the pod */
    static String of(Resource resource, PodView pod, int ordinal) {
        if (resource.power == Power.REMOVED || !pod.of().uid().equals(resource.uid())) {
            return "removed";
        }
        if (resource.power == Power.PAUSED) {
            return "paused";
        }
        if (resource.power == Power.STOPPED) {
            return "asked to stop";
        }
        if (ordinal >= resource.replicas() || resource.leaving.contains(pod.id().uid())) {
            return "scaled in";
        }
        if (Listening.stall(resource, pod).isPresent()) {
            return "stalled";
        }
        String run = resource.plan.map(Resource.Plan::run).orElse("");
        if (!pod.of().run().equals(run)) {
            return "replaced by a new revision";
        }
        return pod.of().restart().equals(resource.restart) ? "deleted in the cluster" : "restarted by hand";
    }
}
