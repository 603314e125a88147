package tireless.control;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Workload;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.FieldChange;
import tireless.plan.Plan;

/** Whom a plan concerns that makes volumes, or changes what they are. Pure. */
final class VolumeUsers {
    /** What of a volume decides what its users are given. */
    private static final Set<String> NATURE = Set.of("volume.type", "volume.size");

    private VolumeUsers() {}

    /**
     * Who is given a volume that is new, and may have waited for it.
     *
     * @param desired asked only where there is such a volume in the plan
     */
    static List<ResourceKey> waiting(Plan plan, Supplier<? extends Map<ResourceKey, DesiredResource>> desired) {
        return of(volumes(plan, Change.Create.class::isInstance), desired);
    }

    /**
     * Whose replicas have a volume as it was, of another type or size than it has now.
     *
     * @param desired asked only where there is such a volume in the plan
     */
    static List<ResourceKey> outdated(Plan plan, Supplier<? extends Map<ResourceKey, DesiredResource>> desired) {
        return of(
                volumes(
                        plan,
                        change -> change instanceof Change.Roll(var _, var _, var fields, var _)
                                && fields.stream().map(FieldChange::path).anyMatch(NATURE::contains)),
                desired);
    }

    private static Set<ResourceKey> volumes(Plan plan, Predicate<Change> concerned) {
        return plan.changes().stream()
                .filter(change -> change.key().type() == ResourceType.VOLUME)
                .filter(concerned)
                .map(Change::key)
                .collect(Collectors.toSet());
    }

    private static List<ResourceKey> of(
            Set<ResourceKey> volumes, Supplier<? extends Map<ResourceKey, DesiredResource>> desired) {
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
