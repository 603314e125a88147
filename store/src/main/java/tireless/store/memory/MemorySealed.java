package tireless.store.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.model.Revision;
import tireless.model.Uid;
import tireless.store.SealedSecret;
import tireless.store.SealedSecrets;

final class MemorySealed implements SealedSecrets {
    record Place(Uid uid, int number) {
        static Place of(Revision revision) {
            return new Place(revision.uid(), revision.number());
        }

        private static Place of(SealedSecret secret) {
            return new Place(secret.uid(), secret.number());
        }
    }

    private final Map<Place, SealedSecret> secrets = new HashMap<>();

    @Override
    public synchronized Optional<SealedSecret> find(Revision revision) {
        return Optional.ofNullable(secrets.get(Place.of(revision)));
    }

    @Override
    public synchronized List<SealedSecret> all() {
        return List.copyOf(secrets.values());
    }

    @Override
    public synchronized void replace(List<SealedSecret> sealed) {
        sealed.forEach(secret -> secrets.computeIfPresent(Place.of(secret), (_, _) -> secret));
    }

    synchronized void put(SealedSecret secret) {
        secrets.put(Place.of(secret), secret);
    }

    /** Forgets those of all other revisions. */
    synchronized void retain(Set<Place> kept) {
        secrets.keySet().retainAll(kept);
    }
}
