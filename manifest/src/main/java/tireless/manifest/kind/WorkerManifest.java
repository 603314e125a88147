package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Sequence;

/** A Worker as written. */
public record WorkerManifest(Origin origin, Meta meta, WorkerSection worker, Mapping tree) implements Manifest {
    /** The entries of its {@code notify}, as they are written; also those in which something is wrong. */
    public List<Mapping> recipients() {
        return Optional.<Node>of(tree)
                .flatMap(node -> inner(node, "worker"))
                .flatMap(node -> inner(node, "tireless"))
                .flatMap(node -> inner(node, "notify"))
                .stream()
                .flatMap(written -> written instanceof Sequence list ? list.items().stream() : Stream.of(written))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .toList();
    }

    private static Optional<Node> inner(Node node, String name) {
        return node instanceof Mapping mapping ? mapping.get(name) : Optional.empty();
    }
}
