package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;

/** One step of the data's way, for documentation. */
public record TopologyStep(
        String name, String type, Optional<String> doc, Optional<String> sql, List<String> dependencies) {
    public TopologyStep {
        dependencies = List.copyOf(dependencies);
    }
}
