package tireless.series;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.model.ReplicaStatus;
import tireless.model.SlotId;

/** How many items a worker has done from look to look, by what its replicas have counted. One thread. */
final class DoneSince {
    private final Map<SlotId, Counted> seen = new HashMap<>();
    private boolean looked;

    /**
     * How far an attempt had counted.
     *
     * @param fromNone whether it began between two looks, so that all of its count is new
     */
    private record Counted(int attempt, OptionalLong processed, boolean fromNone) {}

    /** Items that were done since the look before; empty where no replica counts, or nobody knows from where. */
    OptionalDouble look(List<ReplicaStatus> replicas) {
        OptionalDouble done = OptionalDouble.empty();
        Map<SlotId, Counted> now = new HashMap<>();
        for (ReplicaStatus replica : replicas) {
            Optional<Counted> before = Optional.ofNullable(seen.get(replica.slot()))
                    .filter(counted -> counted.attempt() == replica.attempt());
            OptionalLong from = before.map(Counted::processed).orElse(OptionalLong.empty());
            boolean fromNone = before.map(Counted::fromNone).orElse(looked);
            OptionalLong to = replica.report().throughput().processed();
            if (to.isPresent() && (from.isPresent() || fromNone)) {
                // What a program counts may go back.
                done = OptionalDouble.of(done.orElse(0) + Math.max(0, to.getAsLong() - from.orElse(0)));
            }
            now.put(replica.slot(), new Counted(replica.attempt(), to.isPresent() ? to : from, fromNone));
        }
        seen.clear();
        seen.putAll(now);
        looked = true;
        return done;
    }
}
