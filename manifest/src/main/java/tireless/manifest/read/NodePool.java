package tireless.manifest.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.problem.Problems;
import tireless.manifest.value.KubernetesNames;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.cluster.ClusterCompute.Toleration;

/**
 * The nodes that are meant, as written.
 *
 * @param labels the entries of {@code nodeSelector}
 * @param taints each toleration where it stands
 */
record NodePool(Map<String, String> nodeSelector, List<Entry> labels, List<Taint> taints) {
    static final NodePool NONE = new NodePool(Map.of(), List.of(), List.of());

    NodePool {
        nodeSelector = Map.copyOf(nodeSelector);
        labels = List.copyOf(labels);
        taints = List.copyOf(taints);
    }

    /** A toleration, and where it stands. */
    record Taint(Toleration toleration, Fields fields) {}

    static NodePool read(Fields section, Attribute<Map<String, String>> selector, Attribute<List<Fields>> tolerations) {
        return new NodePool(
                section.read(selector),
                section.node(selector).orElse(null) instanceof Mapping labels ? labels.entries() : List.of(),
                section.read(tolerations).stream()
                        .map(fields -> new Taint(Tolerations.read(fields), fields))
                        .toList());
    }

    /** Of each of the two, this where it says something, else {@code other}. */
    NodePool orElse(NodePool other) {
        NodePool selected = nodeSelector.isEmpty() ? other : this;
        return new NodePool(selected.nodeSelector(), selected.labels(), taints.isEmpty() ? other.taints() : taints);
    }

    List<Toleration> tolerations() {
        return taints.stream().map(Taint::toleration).toList();
    }

    /** Reports what the API server would refuse. */
    void check(Problems problems) {
        labels.stream().filter(entry -> !entry.key().isOpen()).forEach(entry -> check(entry, problems));
        taints.forEach(taint -> Tolerations.check(taint.toleration(), taint.fields()));
    }

    private void check(Entry label, Problems problems) {
        KubernetesNames.flawOfKey(label.name())
                .ifPresent(flaw -> problems.error(
                        "bad-label",
                        label.key().at(),
                        "`%s` %s".formatted(label.name(), flaw),
                        "write it as `kubectl get nodes --show-labels` does"));
        Optional.ofNullable(nodeSelector.get(label.name()))
                .filter(_ -> label.value() instanceof Scalar)
                .flatMap(value -> KubernetesNames.flawOfValue(value).map(flaw -> "`%s` %s".formatted(value, flaw)))
                .ifPresent(what -> problems.error(
                        "bad-label", label.value().at(), what, "write it as `kubectl get nodes --show-labels` does"));
    }
}
