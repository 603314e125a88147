package tireless.store;

import java.util.List;
import java.util.Optional;
import tireless.model.Revision;

/**
 * The values of secrets, sealed, one for each revision that has some; they come with {@link Store#commit}, and go with their revision.
 * Writes are durable when they return, as those of a commit.
 */
public interface SealedSecrets {
    /** That of one revision. */
    Optional<SealedSecret> find(Revision revision);

    /** In no order. */
    List<SealedSecret> all();

    /** Puts each in the place of the one of the same revision, all or nothing; those whose revision is gone are left out. */
    void replace(List<SealedSecret> sealed);
}
