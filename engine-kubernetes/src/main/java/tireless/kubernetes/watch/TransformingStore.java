package tireless.kubernetes.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an informer keeps of what it tells. It tells objects whole, and keeps them only to tell what a list lacks; so most of each is left out:
 * of a thousand workers it would be a hundred megabytes. (client-go: TransformFunc.)
 */
final class TransformingStore<T extends HasMetadata> extends BasicItemStore<T> {
    private final UnaryOperator<T> transform;

    /** @param transform makes a smaller one, and leaves the one that it is given as it is */
    TransformingStore(UnaryOperator<T> transform) {
        super(Cache::metaNamespaceKeyFunc);
        this.transform = transform;
    }

    @Override
    public T put(String key, T object) {
        return super.put(key, transform.apply(object));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    /** Which one it is, and its labels. */
    static GenericKubernetesResource identity(GenericKubernetesResource object) {
        ObjectMeta metadata = object.getMetadata();
        GenericKubernetesResource small = new GenericKubernetesResource();
        small.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .withLabels(metadata.getLabels())
                .build());
        return small;
    }

    /** All that how a pod ended is read from. */
    static Pod withoutFieldOwners(Pod pod) {
        ObjectMeta metadata = new ObjectMetaBuilder(pod.getMetadata())
                .withManagedFields(List.of())
                .build();
        return new Pod(pod.getApiVersion(), pod.getKind(), metadata, pod.getSpec(), pod.getStatus());
    }
}
