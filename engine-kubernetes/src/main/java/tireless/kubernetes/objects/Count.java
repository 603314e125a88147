package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tireless.model.Power;
import tireless.model.scaling.Scaling;

/** Who sets the count of replicas, and what is written of it. */
final class Count {
    private Count() {}

    /** What the StatefulSet or Deployment says of it; nothing where the cluster owns it. */
    static @Nullable Integer replicas(Wanted wanted) {
        boolean on = wanted.power() == Power.ON;
        return switch (wanted.owner()) {
            case MANIFEST, TIRELESS -> on ? wanted.replicas() : 0;
            // An autoscaler leaves none alone until there is one again.
            case HPA -> on ? paused(wanted) : Integer.valueOf(0);
            case KEDA -> null;
        };
    }

    private static @Nullable Integer paused(Wanted wanted) {
        return wanted.workload()
                .scaling()
                .map(scaling -> scaling.overrides().pausedReplicas())
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .orElse(null);
    }

    /** The objects that set it. */
    static List<HasMetadata> objects(Wanted wanted) {
        List<HasMetadata> objects = new ArrayList<>();
        wanted.workload().scaling().ifPresent(scaling -> {
            switch (wanted.owner()) {
                case HPA -> hpa(wanted, scaling, objects);
                case KEDA -> objects.addAll(KedaObjects.of(wanted, scaling));
                case MANIFEST, TIRELESS -> {}
            }
        });
        return objects;
    }

    private static void hpa(Wanted wanted, Scaling scaling, List<HasMetadata> objects) {
        if (!scaling.overrides().pauses()) {
            objects.add(HpaObject.of(wanted, scaling));
        }
    }
}
