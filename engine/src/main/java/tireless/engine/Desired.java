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

    /**
     * What is desired when a revision is accepted after this: of a known uid, power and a count that was set hold on, that count until the
     * manifest's own changes; one that is older than what is desired changes nothing. Of another uid, or after a removal, it begins anew.
     */
    public Desired accepting(Revision next) {
        if (power == Power.REMOVED || !revision.uid().equals(next.uid())) {
            return of(next);
        }
        if (next.number() <= revision.number()) {
            return this;
        }
        boolean sameCount = revision.workload().keepsCountIn(next.workload());
        return new Desired(next, power, sameCount ? scaledTo : OptionalInt.empty());
    }

    /** The same with another power. */
    public Desired withPower(Power other) {
        return new Desired(revision, other, scaledTo);
    }

    /** The same with a count that was set. */
    public Desired withScale(int count) {
        return new Desired(revision, power, OptionalInt.of(count));
    }

    /** How many replicas shall run: none unless the power is on. */
    public int replicas() {
        return power == Power.ON ? scaledTo.orElse(revision.workload().replicas()) : 0;
    }
}
