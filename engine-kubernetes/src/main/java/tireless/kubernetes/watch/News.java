package tireless.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes sightings of what a list and a watch show. A list may be older than what was seen before it, as an API server gives it from what it
 * remembers, and another one may answer: what it says of newer objects is left out, and comes with the watch that begins at the list.
 */
final class News<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final Consumer<T> seen;
    private final Consumer<T> gone;
    private final Runnable listed;

    /** What a list lacks, until it is known how old the list is. */
    private final List<T> missing = new ArrayList<>();

    /**
     * @param seen an object is there, or is another
     * @param gone an object was there, as it was last
     * @param listed a list was taken in
     */
    News(Consumer<T> seen, Consumer<T> gone, Runnable listed) {
        this.seen = seen;
        this.gone = gone;
        this.listed = listed;
    }

    @Override
    public void onAdd(T object) {
        seen.accept(object);
    }

    /** Of one name; which may be another object where one went and the next came while nobody looked. */
    @Override
    public void onUpdate(T before, T object) {
        if (version(object.getMetadata().getResourceVersion())
                < version(before.getMetadata().getResourceVersion())) {
            return;
        }
        if (!before.getMetadata().getUid().equals(object.getMetadata().getUid())) {
            gone.accept(before);
        }
        seen.accept(object);
    }

    @Override
    public void onDelete(T object, boolean unseen) {
        if (unseen) {
            synchronized (missing) {
                missing.add(object);
            }
        } else {
            gone.accept(object);
        }
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        List<T> lacking;
        synchronized (missing) {
            lacking = List.copyOf(missing);
            missing.clear();
        }
        lacking.stream()
                .filter(object -> version(object.getMetadata().getResourceVersion()) <= version(resourceVersion))
                .forEach(gone);
        listed.run();
    }

    /** Versions of one cluster grow. One that is no number tells nothing, and holds nothing up. */
    private static long version(String text) {
        return Optional.ofNullable(text)
                .filter(version -> version.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
