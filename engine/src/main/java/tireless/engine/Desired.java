package tireless.engine;

import java.util.OptionalInt;
import tireless.model.Power;
import tireless.model.Revision;

/**
 * Everything that was asked for one resource, as it is stored.
 *
 * @param scaledTo the count that {@link Engine#scale} set; empty where the revision's own count holds
 */
public record Desired(Revision revision, Power power, OptionalInt scaledTo) {
    public static Desired of(Revision revision) {
        return new Desired(revision, Power.ON, OptionalInt.empty());
    }

    /** How many replicas shall run: none unless the power is on. */
    public int replicas() {
        return power == Power.ON ? scaledTo.orElse(revision.workload().replicas()) : 0;
    }
}
