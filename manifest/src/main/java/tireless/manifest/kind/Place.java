package tireless.manifest.kind;

import java.util.Optional;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.model.Location;

/** Where an attribute stands: its key and its value. */
record Place(Location key, Location value) {
    /** The place of what {@code path} leads to in {@code tree}, or of the last part of the way that is there. */
    static Place follow(Mapping tree, String... path) {
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
