package tireless.manifest.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code compute}.
 *
 * @param purpose {@code runnable}, {@code query} or {@code gpu}
 * @param nodeSelector the labels of the nodes that are meant
 */
public record ComputeSection(
        Optional<String> dataplane,
        Optional<String> purpose,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations) {
    public ComputeSection {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /** A taint of nodes that is put up with, as Kubernetes has it. */
    public record Toleration(
            Optional<String> key, Optional<String> operator, Optional<String> value, Optional<String> effect) {}
}
