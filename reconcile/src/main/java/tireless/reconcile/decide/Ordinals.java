package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tireless.engine.Desired;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.StopPolicy;
import tireless.throughput.ReplicaSignals;

/**
 * Which ordinals of a resource shall run. Where its count is scaled by its load, those that run keep their ordinals: gaps stay until there are more, the idle go first, and
 * the busy may finish. Where it is not, they are those from 0 on.
 *
 * @param wanted may be more than are desired for a while: those that are busy
 * @param surplusSince since when there have been more than are desired without a break, and no fewer were desired, since boot
 * @param count that was desired
 */
public record Ordinals(SortedSet<Integer> wanted, Optional<Duration> surplusSince, int count) {
    public static final Ordinals NONE = new Ordinals(Collections.emptySortedSet(), Optional.empty(), 0);

    public Ordinals {
        wanted = Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
    }

    /** The first {@code count}. */
    public static Ordinals first(int count) {
        return new Ordinals(
                IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new)),
                Optional.empty(),
                count);
    }

    public boolean wants(int ordinal) {
        return wanted.contains(ordinal);
    }

    /** When those that are busy have to go all the same, since boot; empty where there are none too many. */
    public Optional<Duration> deadline(Desired desired) {
        return surplusSince.map(since -> since.plus(stop(desired).drain()));
    }

    /**
     * Those that shall run next.
     *
     * @param replicas every slot that is known
     */
    public Ordinals next(Desired desired, Collection<ReplicaState> replicas, Now now) {
        int count = desired.replicas();
        if (desired.power() != Power.ON || !follows(desired)) {
            return first(count);
        }
        Map<Integer, ReplicaState> known = replicas.stream()
                .collect(Collectors.toMap(replica -> replica.slot().ordinal(), replica -> replica));
        TreeSet<Integer> next = new TreeSet<>(wanted);
        if (next.size() > count) {
            // Each that has to go has the whole time, also where more have to go than at first.
            Duration since = surplusSince.filter(_ -> count >= this.count).orElse(now.sinceBoot());
            boolean late = since.plus(stop(desired).drain()).compareTo(now.sinceBoot()) <= 0;
            leave(next, count, known, late);
            return new Ordinals(next, next.size() > count ? Optional.of(since) : Optional.empty(), count);
        }
        for (int ordinal = 0; next.size() < count; ordinal++) {
            next.add(ordinal);
        }
        return new Ordinals(next, Optional.empty(), count);
    }

    /**
     * Those that shall run of what was found when nobody remembers which: the living first, then from the lowest on.
     *
     * @param replicas every slot that was found
     */
    public static Ordinals found(Desired desired, Collection<ReplicaState> replicas, Now now) {
        TreeSet<Integer> living = replicas.stream()
                .filter(ReplicaState::occupied)
                .map(replica -> replica.slot().ordinal())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Ordinals(living, Optional.empty(), living.size()).next(desired, replicas, now);
    }

    /** Takes away what may go now: first what does nothing, of several the highest; what is busy only where it is {@code late}. */
    private static void leave(TreeSet<Integer> next, int count, Map<Integer, ReplicaState> known, boolean late) {
        Map<Integer, Long> work = new TreeMap<>();
        next.forEach(ordinal -> work.put(
                ordinal,
                Optional.ofNullable(known.get(ordinal)).map(Ordinals::work).orElse(0L)));
        work.entrySet().stream()
                .filter(entry -> late || entry.getValue() == 0)
                .sorted(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparingInt(entry -> rank(known.get(entry.getKey())))
                        .thenComparing(Map.Entry.<Integer, Long>comparingByKey().reversed()))
                .limit(next.size() - count)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(next::remove);
    }

    /** How much it would have to finish; 0 where it is idle, or never said. One that asked not to be taken counts as busy. */
    private static long work(ReplicaState replica) {
        if (!(replica.life() instanceof Life.Alive alive)) {
            return 0;
        }
        ReplicaSignals signals = alive.signals();
        return Math.max(signals.counters().inFlight().orElse(0), signals.scaleInProtection() ? 1 : 0);
    }

    private static int rank(@Nullable ReplicaState replica) {
        if (replica == null || !replica.occupied()) {
            return 0;
        }
        return replica.life() instanceof Life.Alive alive && alive.ready() ? 2 : 1;
    }

    private static boolean follows(Desired desired) {
        return desired.revision().workload().scaling().isPresent();
    }

    private static StopPolicy stop(Desired desired) {
        return desired.revision().workload().run().stop();
    }
}
