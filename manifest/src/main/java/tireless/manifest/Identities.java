package tireless.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.model.Location;
import tireless.model.ResourceKey;

/** Each resource is described once, and in the workspace that the user asked for. */
final class Identities {
    private Identities() {}

    static void check(List<WorkerManifest> workers, WorkspaceChoice workspace, Problems problems) {
        Map<ResourceKey, Location> first = new HashMap<>();
        for (WorkerManifest worker : workers) {
            if (workspace.disagrees(worker.meta())) {
                problems.error(
                        "workspace",
                        worker.valueAt("workspace"),
                        "the manifest says workspace `%s`, and `%s` was asked for"
                                .formatted(
                                        worker.meta().workspace().orElse(""),
                                        workspace.asked().orElse("")),
                        "leave out one of the two");
            }
            String scope = workspace.of(worker.meta());
            if (scope.isBlank() || worker.meta().name().isBlank()) {
                continue;
            }
            ResourceKey key =
                    new ResourceKey(worker.meta().type(), scope, worker.meta().name());
            Location place = worker.valueAt("name");
            Location other = first.putIfAbsent(key, place);
            if (other != null && worker.tree().get("name").isPresent()) {
                problems.error(
                        "duplicate-resource",
                        place,
                        "%s is already described at %s".formatted(key, other),
                        "give one of the two another name or workspace");
            }
        }
    }
}
