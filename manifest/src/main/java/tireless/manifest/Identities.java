package tireless.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.Manifest;
import tireless.manifest.problem.Problems;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;

/** Each resource is described once, and in the workspace that the user asked for. */
final class Identities {
    private Identities() {}

    static void check(List<Manifest> manifests, WorkspaceChoice workspace, Purpose purpose, Problems problems) {
        Map<ResourceKey, Location> first = new HashMap<>();
        for (Manifest manifest : manifests) {
            boolean instance = manifest.meta().type().scope() == ResourceType.Scope.INSTANCE;
            if (!instance && workspace.disagrees(manifest.meta())) {
                problems.error(
                        "workspace",
                        manifest.valueAt("workspace"),
                        "the manifest says workspace `%s`, and `%s` was asked for"
                                .formatted(
                                        manifest.meta().workspace().orElse(""),
                                        workspace.asked().orElse("")),
                        "leave out one of the two");
            }
            String scope = instance ? ResourceKey.INSTANCE : workspace.of(manifest.meta());
            if (scope.isBlank() || manifest.meta().name().isBlank()) {
                continue;
            }
            ResourceKey key = new ResourceKey(
                    manifest.meta().type(), scope, manifest.meta().name());
            Location place = manifest.valueAt("name");
            Location other = first.putIfAbsent(key, place);
            if (other != null && manifest.tree().get("name").isPresent()) {
                // Two files that are looked at together need not be applied together.
                boolean doubtful = purpose == Purpose.LINT && !other.source().equals(place.source());
                problems.add(new Problem(
                        doubtful ? Problem.Severity.WARNING : Problem.Severity.ERROR,
                        "duplicate-resource",
                        place,
                        "%s is already described at %s".formatted(key, other),
                        Optional.of("give one of the two another name or workspace")));
            }
        }
    }
}
