package tireless.engine;

import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Uid;

/** Finds revisions that were desired before. */
@FunctionalInterface
public interface PastRevisions {
    /** None is kept. */
    PastRevisions NONE = (_, _, _) -> Optional.empty();

    /** The revision that had this number in the life of a resource that {@code uid} names; empty if it is not kept. */
    Optional<Revision> find(ResourceKey key, Uid uid, int number);
}
