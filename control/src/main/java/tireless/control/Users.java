package tireless.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.plan.DesiredResource;

/** Who needs which resource, by the manifests of those that may. Pure. */
final class Users {
    private final Map<ResourceKey, References> references;

    private Users(Map<ResourceKey, References> references) {
        this.references = references;
    }

    /** Reads each of the manifests once. */
    static Users among(Collection<DesiredResource> resources) {
        return new Users(resources.stream()
                .filter(resource -> resource.power() != Power.REMOVED)
                .collect(Collectors.toMap(DesiredResource::key, References::of)));
    }

    /** Whether a resource of its type is ever needed by another. */
    static boolean canBeNeeded(ResourceKey key) {
        return switch (key.type()) {
            case SECRET, INSTANCE_SECRET, VOLUME, COMPUTE, STACK, WORKSPACE -> true;
            case BUNDLE,
                    CLUSTER,
                    DATABASE,
                    DEPOT,
                    GRANT,
                    LAKEHOUSE,
                    LENS,
                    MONITOR,
                    OPERATOR,
                    PAGER,
                    POLICY,
                    RESOURCE,
                    SERVICE,
                    WORKER,
                    WORKFLOW -> false;
        };
    }

    /** Those that need {@code target}, in order. */
    List<ResourceKey> of(DesiredResource target) {
        return references.entrySet().stream()
                .filter(other -> other.getValue().name(target))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
