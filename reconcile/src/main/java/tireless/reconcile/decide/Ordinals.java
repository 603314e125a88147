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
import tireless.throughput.ReplicaSignals;

/**
 * Which ordinals of a resource shall run. Where its count is scaled by its load, those that run keep their ordinals: gaps stay until there are more, the idle go first, and
 * the busy may finish. Where it is not, they are those from 0 on, and the busy of those that it was scaled to before.
 *
 * @param wanted may be more than are desired for a while: those that are busy
 * @param surplusSince since when there have been more than are desired without a break, and no fewer were desired, since boot
 * @param count that was desired
 * @param leave how those leave that are too many; empty where a count that was set by hand decides
 */
public record Ordinals(SortedSet<Integer> wanted, Optional<Duration> surplusSince, int count, Optional<Leave> leave) {
    public static final Ordinals NONE =
            new Ordinals(Collections.emptySortedSet(), Optional.empty(), 0, Optional.empty());

    /**
     * How those leave that are too many, by the manifest that scales them.
     *
     * @param drain the longest that one may take to finish what it has begun
     * @param last whether that manifest is gone: scaling ended with this count
     */
    public record Leave(Duration drain, boolean last) {}

    public Ordinals {
        wanted = Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
    }

    /** The first {@code count}. */
    public static Ordinals first(int count) {
        return new Ordinals(
                IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new)),
                Optional.empty(),
                count,
                Optional.empty());
    }

    public boolean wants(int ordinal) {
        return wanted.contains(ordinal);
    }

    /** When those that are busy have to go all the same, since boot; empty where there are none too many. */
    public Optional<Duration> deadline() {
        return surplusSince.map(since -> since.plus(leave.map(Leave::drain).orElse(Duration.ZERO)));
    }

    /**
     * Those that shall run next.
     *
     * @param replicas every slot that is known
     */
    public Ordinals next(Desired desired, Collection<ReplicaState> replicas, Now now) {
        int count = desired.replicas();
        if (desired.power() != Power.ON) {
            return first(count);
        }
        if (!follows(desired)) {
            return afterScaling(count, replicas, now);
        }
        Leave leave = new Leave(desired.revision().workload().drain(), false);
        Map<Integer, ReplicaState> known = replicas.stream()
                .collect(Collectors.toMap(replica -> replica.slot().ordinal(), replica -> replica));
        TreeSet<Integer> next = new TreeSet<>(wanted);
        if (next.size() > count) {
            // Each that has to go has the whole time, also where more have to go than at first.
            Duration since = surplusSince.filter(_ -> count >= this.count).orElse(now.sinceBoot());
            boolean late = since.plus(leave.drain()).compareTo(now.sinceBoot()) <= 0;
            leave(next, count, known, late);
            return new Ordinals(
                    next, next.size() > count ? Optional.of(since) : Optional.empty(), count, Optional.of(leave));
        }
        for (int ordinal = 0; next.size() < count; ordinal++) {
            next.add(ordinal);
        }
        return new Ordinals(next, Optional.empty(), count, Optional.of(leave));
    }

    /** Those from 0 on; where scaling ended with this count, the others that are busy may finish. */
    private Ordinals afterScaling(int count, Collection<ReplicaState> replicas, Now now) {
        Optional<Leave> before = leave.filter(how -> !how.last() || count == this.count);
        if (before.isEmpty()) {
            return first(count);
        }
        Leave last = new Leave(before.get().drain(), true);
        Duration since = surplusSince.filter(_ -> before.get().last()).orElse(now.sinceBoot());
        boolean late = since.plus(last.drain()).compareTo(now.sinceBoot()) <= 0;
        TreeSet<Integer> next = new TreeSet<>(first(count).wanted());
        replicas.stream()
                .filter(replica -> wants(replica.slot().ordinal()) && !late && work(replica) > 0)
                .forEach(replica -> next.add(replica.slot().ordinal()));
        return new Ordinals(
                next, next.size() > count ? Optional.of(since) : Optional.empty(), count, Optional.of(last));
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
        return new Ordinals(living, Optional.empty(), living.size(), Optional.empty()).next(desired, replicas, now);
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
}
