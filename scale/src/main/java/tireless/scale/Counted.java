package tireless.scale;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What replicas had done in all at a look. A rate over some seconds is that of before still when a burst is over, and replicas that are idle
 * by then would seem to be fast; what they counted from look to look is not.
 *
 * @param processed by ordinal
 */
record Counted(Map<Integer, Long> processed) {
    static final Counted NONE = new Counted(Map.of());

    Counted {
        processed = Map.copyOf(processed);
    }

    /**
     * What was done between two looks.
     *
     * @param items of those that told their count at both
     * @param busy so many of them have work now
     */
    record Growth(long items, int busy) {}

    static Counted of(List<ReplicaLoad> loads) {
        Map<Integer, Long> processed = new TreeMap<>();
        counting(loads)
                .forEach(load ->
                        processed.put(load.ordinal(), load.processed().getAsLong()));
        return new Counted(processed);
    }

    /** Whether all that have a rate tell a count, and what is in flight, too. */
    static boolean isTold(List<ReplicaLoad> loads) {
        return loads.stream()
                .filter(load -> load.ready() && load.perSecond().isPresent())
                .allMatch(load ->
                        load.processed().isPresent() && load.inFlight().isPresent());
    }

    Growth until(List<ReplicaLoad> loads) {
        long items = 0;
        int busy = 0;
        for (ReplicaLoad load : counting(loads).toList()) {
            long now = load.processed().getAsLong();
            Long before = processed.get(load.ordinal());
            // A smaller count is that of a process that began since.
            if (before != null && before <= now) {
                items += now - before;
                busy += load.inFlight().getAsLong() > 0 ? 1 : 0;
            }
        }
        return new Growth(items, busy);
    }

    private static Stream<ReplicaLoad> counting(List<ReplicaLoad> loads) {
        return loads.stream()
                .filter(load -> load.ready()
                        && load.processed().isPresent()
                        && load.inFlight().isPresent());
    }
}
