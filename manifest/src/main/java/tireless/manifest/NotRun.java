package tireless.manifest;

import java.util.List;
import tireless.manifest.kind.Manifest;
import tireless.manifest.problem.Problems;
import tireless.model.Declaration;
import tireless.model.ResourceType;

/** What can be kept by a server, and of which nothing can be run here and now. */
final class NotRun {
    private NotRun() {}

    static void refuse(List<Manifest> manifests, Problems problems) {
        for (Manifest manifest : manifests) {
            ResourceType type = manifest.meta().type();
            if (type != ResourceType.WORKER && type != ResourceType.STACK && type != ResourceType.VOLUME) {
                problems.error(
                        "unsupported-type",
                        manifest.valueAt("type"),
                        Declaration.whyPending(type).orElse("`run` has no use for a " + type.keyword()),
                        "leave this document out, or put it into a file of its own");
            }
        }
    }
}
