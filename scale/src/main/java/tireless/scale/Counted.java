package tireless.scale;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What replicas had done in all at a look. A rate over some seconds is that of before still when a burst is over, and replicas that are idle
 * by then would seem to be fast; what they counted from look to look is not.
 *
 * @param looks by ordinal
 */
record Counted(Map<Integer, Look> looks) {
    static final Counted NONE = new Counted(Map.of());

    Counted {
        looks = Map.copyOf(looks);
    }

    /** One replica at a look. */
    record Look(long processed, boolean busy) {}

    /**
     * What was done between two looks.
     *
     * @param items of those that told their count at both
     * @param busy how many of them had work, on the average of both
     */
    record Growth(long items, double busy) {}

    static Counted of(List<ReplicaLoad> loads) {
        Map<Integer, Look> looks = new HashMap<>();
        counting(loads).forEach(load -> looks.put(load.ordinal(), look(load)));
        return new Counted(looks);
    }

    /** Whether all that have a rate tell a count, and what is in flight, too. */
    static boolean isTold(List<ReplicaLoad> loads) {
        return loads.stream()
                .filter(load -> load.ready() && load.perSecond().isPresent())
                .allMatch(Counted::counts);
    }

    Growth until(List<ReplicaLoad> loads) {
        long items = 0;
        double busy = 0;
        for (ReplicaLoad load : counting(loads).toList()) {
            Look now = look(load);
            Look before = looks.get(load.ordinal());
            // A smaller count is that of a process that began since.
            if (before != null && before.processed() <= now.processed()) {
                items += now.processed() - before.processed();
                busy += ((before.busy() ? 1 : 0) + (now.busy() ? 1 : 0)) / 2.0;
            }
        }
        return new Growth(items, busy);
    }

    private static Look look(ReplicaLoad load) {
        return new Look(load.processed().orElse(0), load.inFlight().orElse(0) > 0);
    }

    private static Stream<ReplicaLoad> counting(List<ReplicaLoad> loads) {
        return loads.stream().filter(load -> load.ready() && counts(load));
    }

    private static boolean counts(ReplicaLoad load) {
        return load.processed().isPresent() && load.inFlight().isPresent();
    }
}
