package tireless.cli.apply;

import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.model.Power;

/** Whether what a change asked for has come true. */
final class Readiness {
    private Readiness() {}

    /** Nothing is waited for of what runs nothing, or shall not run. */
    static boolean isReady(ResourceView resource, ChangeView change) {
        if (resource.runtime().isEmpty() || resource.power() != Power.ON) {
            return true;
        }
        boolean rolled = change.action() != Action.ROLL
                || resource.observed().stream().allMatch(replica -> replica.revision() == resource.revision());
        return rolled
                && resource.observed().size() == resource.replicas()
                && resource.observed().stream().allMatch(Readiness::isReady);
    }

    private static boolean isReady(ReplicaView replica) {
        return replica.ready() || replica.phase().equals("finished");
    }
}
