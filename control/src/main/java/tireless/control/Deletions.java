package tireless.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.plan.Change;
import tireless.plan.DesiredResource;
import tireless.plan.Plan;

/** Which resources a deletion takes, and which others stand in its way. Pure. */
final class Deletions {
    private Deletions() {}

    /**
     * The keys to delete: those asked for, and with {@code force} also everything in a workspace among them.
     *
     * @throws TirelessException FAILED, naming every resource that needs one of them, unless {@code force}
     */
    static List<ResourceKey> of(
            Collection<ResourceKey> asked, boolean force, Map<ResourceKey, DesiredResource> current) {
        Set<ResourceKey> all = new LinkedHashSet<>(asked);
        if (force) {
            asked.stream()
                    .filter(key -> key.type() == ResourceType.WORKSPACE)
                    .forEach(workspace -> current.keySet().stream()
                            .filter(key -> key.scope().equals(workspace.name()))
                            .forEach(all::add));
        } else if (asked.stream().anyMatch(Users::canBeNeeded)) {
            refuseNeeded(all, current);
        }
        return List.copyOf(all);
    }

    /**
     * The same deletion, in which what is on its way out already is forgotten where it can go no further.
     *
     * @param stuck with which revision something is kept where nothing can be done of it; empty where something can
     */
    static Plan forgetting(Plan deletion, Function<ResourceKey, Optional<Revision>> stuck) {
        return new Plan(deletion.changes().stream()
                .map(change -> change instanceof Change.Unchanged(DesiredResource leaving)
                        ? stuck.apply(leaving.key())
                                .<Change>map(there -> new Change.Forget(leaving, there))
                                .orElse(change)
                        : change)
                .toList());
    }

    private static void refuseNeeded(Set<ResourceKey> asked, Map<ResourceKey, DesiredResource> current) {
        List<String> reasons = new ArrayList<>();
        Users others = Users.among(current.values().stream()
                .filter(resource -> !asked.contains(resource.key()))
                .toList());
        for (ResourceKey key : asked) {
            DesiredResource target = current.get(key);
            List<String> users = target == null
                    ? List.of()
                    : others.of(target).stream().map(ResourceKey::toString).toList();
            if (!users.isEmpty()) {
                reasons.add("%s is needed by %s".formatted(key, String.join(", ", users)));
            }
        }
        if (!reasons.isEmpty()) {
            throw TirelessException.failed(
                    String.join("; ", reasons) + "; nothing was deleted: delete those too, or say --force");
        }
    }
}
