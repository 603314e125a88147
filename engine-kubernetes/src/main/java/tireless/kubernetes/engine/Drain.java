package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.sight.PodView;
import tireless.model.Power;
import tireless.model.Workload;

/**
 * How a pause gives replicas {@code drain.timeout} to finish: a pod that its controller takes has its grace period and no more, and that can not be
 * made longer when it ends already. So they are asked to end before. Of a Deployment they are not, as it would start others at once. Pure.
 */
final class Drain {
    private Drain() {}

    /** To be done before the count is taken down. */
    static Stream<Step> steps(Resource resource) {
        Optional<Workload> workload = resource.revision.map(revision -> revision.workload());
        // Where the count can not be taken down, what ends would only be started again.
        boolean refused = resource.refusals.keySet().stream().anyMatch(Kinds::hasPods);
        if (workload.isEmpty() || refused) {
            return Stream.empty();
        }
        Duration grace = workload.get().run().stop().grace();
        Duration drain = workload.get().drain();
        return resource.power == Power.PAUSED
                ? ends(
                        resource,
                        drain,
                        pod -> pod.stays() && pod.runningSince().isPresent() && drain.compareTo(grace) > 0)
                : ends(
                        resource,
                        grace,
                        pod -> pod.going().on() && isLonger(pod.going().grace(), grace, drain));
    }

    /** What drained at a pause has its grace period from then on. */
    private static boolean isLonger(Duration has, Duration grace, Duration drain) {
        return has.compareTo(drain) == 0 && has.compareTo(grace) > 0;
    }

    private static Stream<Step> ends(Resource resource, Duration within, Predicate<PodView> which) {
        return resource.slots.pods().values().stream()
                .filter(pod -> pod.of().owner().equals(Kinds.STATEFUL_SET.kind()))
                .filter(which)
                .map(pod -> new Step.End(pod.ref(), pod.id().uid(), within));
    }
}
