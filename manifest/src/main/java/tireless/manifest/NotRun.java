package tireless.manifest;

import java.util.List;
import tireless.manifest.kind.Manifest;
import tireless.manifest.problem.Problems;
import tireless.model.ResourceType;

/** What this build reads and checks, and does not run. The one place that says so: with the last of these kinds it goes. */
final class NotRun {
    private NotRun() {}

    static void refuse(List<Manifest> manifests, Problems problems) {
        for (Manifest manifest : manifests) {
            ResourceType type = manifest.meta().type();
            if (type != ResourceType.WORKER) {
                boolean runs = type == ResourceType.SERVICE || type == ResourceType.WORKFLOW;
                problems.error(
                        "unsupported-type",
                        manifest.valueAt("type"),
                        "this build does not %s %ss yet".formatted(runs ? "run" : "apply", type.keyword()),
                        "leave this document out, or put it into a file of its own");
            }
        }
    }
}
