package tireless.scale.simulate;

import java.util.List;
import tireless.scale.ReplicaLoad;

/** Who decides the count in a simulation. Holds what it remembers; one for each run. */
public interface Controller {
    /** As it stands in a table. */
    String name();

    /** Seconds between two looks. */
    double period();

    /** How many replicas there should be from now on. */
    int decide(View view);

    /** Which replicas go when there are to be fewer. */
    ScaleIn scaleIn();

    /** Who goes first, and how long it may take. */
    enum ScaleIn {
        /** Those without work; the others finish theirs, and take no more. */
        IDLE_FIRST,
        /** Those that came last, whether they work or not; they are ended after the grace period. */
        NEWEST_FIRST
    }

    /**
     * What can be seen at a look.
     *
     * @param now seconds since the beginning
     * @param waiting items that no replica has begun
     * @param done items that were done since the beginning
     * @param loads of the replicas that are desired
     * @param desired what was decided last
     */
    record View(double now, long waiting, long done, List<ReplicaLoad> loads, int desired) {
        public View {
            loads = List.copyOf(loads);
        }
    }
}
