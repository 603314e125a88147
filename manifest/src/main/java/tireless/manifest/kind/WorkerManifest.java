package tireless.manifest.kind;

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
        Node node = tree;
        Location place = tree.at();
        for (String key : path) {
            if (!(node instanceof Mapping mapping) || mapping.entry(key).isEmpty()) {
                return place;
            }
            Mapping.Entry entry = mapping.entry(key).orElseThrow();
            place = entry.key().at();
            node = entry.value();
        }
        return place;
    }
}
