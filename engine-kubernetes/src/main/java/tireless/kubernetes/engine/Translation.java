package tireless.kubernetes.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import tireless.model.Revision;

/** Makes the objects of a revision. Pure: the same gives the same. */
@FunctionalInterface
public interface Translation {
    /**
     * The objects, in the order in which they are applied: the namespace first, the workload last.
     *
     * @param count of replicas
     */
    List<HasMetadata> objects(Revision revision, int count);

    /** Whether nothing is written of it: what differs is only shown. */
    default boolean isShownOnly(Revision revision) {
        return false;
    }
}
