package tireless.kubernetes.objects;

import java.util.Optional;
import tireless.model.Uid;

/**
 * Of what objects are made, and who keeps them.
 *
 * @param revision its number
 * @param podsSince the number of the first revision that has pods as they are now; the same as {@code revision} where they change with it
 * @param restart tells one restart by hand from the one before; empty where there was none
 * @param manager the value of {@link Labels#MANAGED_BY}
 */
public record Origin(Uid uid, int revision, int podsSince, Optional<String> restart, String manager) {
    /** Of a revision that an engine keeps, and that begins new pods. */
    public static Origin of(Uid uid, int revision) {
        return new Origin(uid, revision, revision, Optional.empty(), Labels.TIRELESS);
    }
}
