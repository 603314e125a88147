package tireless.kubernetes.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.kubernetes.log.LogSource;
import tireless.kubernetes.sight.Box;
import tireless.kubernetes.sight.PodView;
import tireless.model.SlotId;

/** Which pods of a resource have output. */
final class Sources {
    private Sources() {}

    static List<LogSource> of(Resource resource) {
        List<LogSource> sources = new ArrayList<>();
        resource.pods.forEach((uid, pod) -> of(resource, uid, pod).ifPresent(sources::add));
        return sources;
    }

    /** The output of the worker in a pod; empty where that has no place. */
    static Optional<LogSource> of(Resource resource, String uid, PodView pod) {
        return Optional.ofNullable(resource.places.get(uid))
                .map(place -> new LogSource(
                        uid,
                        pod.id().namespace(),
                        pod.id().name(),
                        pod.id().container(),
                        new SlotId(resource.key, place.ordinal()).replica(),
                        pod.restarts(),
                        state(pod)));
    }

    private static LogSource.State state(PodView pod) {
        return switch (pod.box()) {
            case Box.Running _ -> LogSource.State.RUNNING;
            case Box.Over _, Box.PutOff _, Box.Failed _ -> LogSource.State.OVER;
            case Box.Coming _ -> pod.restarts() == 0 ? LogSource.State.COMING : LogSource.State.OVER;
        };
    }
}
