package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.ResourceKey;

/** What tells an object of a resource from every other. */
record Marks(ResourceKey key, Origin origin, String namespace) {
    SortedMap<String, String> labels() {
        SortedMap<String, String> labels = selector();
        labels.put(Labels.MANAGED_BY, origin.manager());
        labels.put(Labels.APP, key.name());
        labels.put(Labels.WORKSPACE, key.scope());
        return labels;
    }

    SortedMap<String, String> selector() {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(Labels.TYPE, key.type().keyword());
        labels.put(Labels.NAME, key.name());
        labels.put(Labels.UID, origin.uid().value());
        return labels;
    }

    ObjectMeta meta(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .build();
    }
}
