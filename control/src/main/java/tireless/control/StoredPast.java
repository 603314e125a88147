package tireless.control;

import java.util.Optional;
import tireless.engine.PastRevisions;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Uid;
import tireless.store.DamagedStoreException;
import tireless.store.PastRevision;
import tireless.store.Store;

/** The past as a store keeps it. A part of it that is damaged is not known; what is desired does not depend on it. */
public record StoredPast(Store store) implements PastRevisions {
    @Override
    public Optional<Revision> find(ResourceKey key, Uid uid, int number) {
        try {
            return store.history(key).stream()
                    .map(PastRevision::revision)
                    .filter(revision -> revision.uid().equals(uid) && revision.number() == number && revision.runs())
                    .findFirst();
        } catch (DamagedStoreException damaged) {
            return Optional.empty();
        }
    }
}
