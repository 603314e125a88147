package tireless.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Workload;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;

/** Who is given the volumes that a plan makes, and may have waited for them. Pure. */
final class VolumeUsers {
    private VolumeUsers() {}

    /** @param desired asked only where there are volumes in the plan */
    static List<ResourceKey> of(Plan plan, Supplier<? extends Map<ResourceKey, DesiredResource>> desired) {
        Set<ResourceKey> volumes = plan.changes().stream()
                .filter(change -> change instanceof Change.Create || change instanceof Change.Roll)
                .map(Change::key)
                .filter(key -> key.type() == ResourceType.VOLUME)
                .collect(Collectors.toSet());
        return volumes.isEmpty()
                ? List.of()
                : desired.get().values().stream()
                        .filter(resource -> resource.power() != Power.REMOVED && uses(resource, volumes))
                        .map(DesiredResource::key)
                        .toList();
    }

    private static boolean uses(DesiredResource resource, Set<ResourceKey> volumes) {
        return resource.revision().spec() instanceof Workload workload
                && workload.run().provisions().volumes().stream()
                        .map(mount -> new ResourceKey(
                                ResourceType.VOLUME, resource.key().scope(), mount.volume()))
                        .anyMatch(volumes::contains);
    }
}
