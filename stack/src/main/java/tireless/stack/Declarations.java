package tireless.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Meta;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Declaration;
import tireless.model.ResourceType;
import tireless.model.cluster.Access;

/** What is kept of a manifest of which nothing runs: its values by their paths, the secret ones as stars. */
final class Declarations {
    private Declarations() {}

    static Declaration of(Manifest manifest) {
        ResourceType type = manifest.meta().type();
        boolean secret = type == ResourceType.SECRET || type == ResourceType.INSTANCE_SECRET;
        SortedMap<String, String> fields = new TreeMap<>();
        manifest.tree().entries().stream()
                // The section of a workspace is named like the attribute that says in which one a resource is.
                .filter(entry ->
                        !Meta.ATTRIBUTES.contains(entry.name()) || entry.name().equals(type.keyword()))
                .forEach(entry -> collect(entry.name(), entry.value(), secret, fields));
        if (manifest instanceof ComputeManifest compute) {
            kubeconfig(compute).ifPresent(path -> fields.put("compute.kubernetes.kubeconfig", path.toString()));
        }
        return new Declaration(fields);
    }

    /** Where it is, wherever the manifest lies: from another folder the same text means another file. */
    private static Optional<Path> kubeconfig(ComputeManifest compute) {
        return compute.compute()
                .cluster()
                .flatMap(cluster ->
                        cluster.access() instanceof Access.Kubeconfig(var path, var _) ? path : Optional.empty());
    }

    private static void collect(String path, Node node, boolean secret, SortedMap<String, String> fields) {
        switch (node) {
            case Scalar scalar -> {
                if (!scalar.isNull()) {
                    fields.put(path, secret ? scalar.written() : scalar.text());
                }
            }
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    collect(path + "[" + i + "]", sequence.items().get(i), secret, fields);
                }
            }
            case Mapping mapping ->
                mapping.entries().forEach(entry -> collect(path + "." + entry.name(), entry.value(), secret, fields));
        }
    }
}
