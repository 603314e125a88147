package tireless.manifest.kind;

import java.util.Optional;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.model.Location;

/**
 * A Worker as written.
 *
 * @param tree the whole manifest with every attribute at its present name, also where an older one was written
 */
public record WorkerManifest(Origin origin, Meta meta, WorkerSection worker, Mapping tree) {
    /**
     * The place of the attribute at {@code path}: {@code at("worker", "resources", "limits")}. Where it was not written, the
     * place of the nearest part around it that was.
     */
    public Location at(String... path) {
        return follow(path).key();
    }

    /** The place of the value of the attribute at {@code path}, or of the nearest part around it. */
    public Location valueAt(String... path) {
        return follow(path).value();
    }

    private record Place(Location key, Location value) {}

    private Place follow(String... path) {
        Node node = tree;
        Place place = new Place(tree.at(), tree.at());
        for (String key : path) {
            Optional<Mapping.Entry> entry = node instanceof Mapping mapping ? mapping.entry(key) : Optional.empty();
            if (entry.isEmpty()) {
                return place;
            }
            node = entry.get().value();
            place = new Place(entry.get().key().at(), node.at());
        }
        return place;
    }
}
