package tireless.reconcile.simulation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.Phase;
import tireless.reconcile.decide.StopCause;

/** How often each fault happened, and how often the reconciler was in which state when something came or was decided. */
final class Tally {
    private final Map<Fault, long[]> faults = new EnumMap<>(Fault.class);
    private final Map<Where, Map<What, long[]>> pairs = new EnumMap<>(Where.class);
    private final Map<String, long[]> transitions = new TreeMap<>();
    private final Map<Class<?>, long[]> phases = new HashMap<>();
    private final Map<StopCause, long[]> causes = new EnumMap<>(StopCause.class);
    private long schedules;

    /** Where a replica is. */
    enum Where {
        NONE,
        VACANT,
        STARTING,
        ALIVE,
        STOPPING,
        ENDING
    }

    /** What comes to it, in whatever state it is, or is decided about it in just one. */
    enum What {
        STARTED,
        NOT_STARTED,
        UNCLEAR,
        ENDED,
        DEAD,
        LIVES,
        UNDECIDED,
        NOTIFIED,
        NOTICED,
        LISTENS,
        PROBED,
        STALE,
        ADOPTED_ALIVE(Where.NONE),
        ADOPTED_DEAD_KNOWN(Where.NONE),
        ADOPTED_DEAD_UNSEEN(Where.NONE),
        ADOPTED_OF_ANOTHER_BOOT(Where.NONE),
        ADOPTED_UNDECIDED(Where.NONE),
        ADOPTED_HELD(Where.NONE),
        HALT(Where.NONE),
        FINISH_ROLLOUT(Where.NONE),
        START(Where.VACANT),
        REMEMBER(Where.VACANT),
        REMOVE(Where.VACANT),
        FINISH(Where.VACANT),
        TERMINATE(Where.ALIVE),
        STALL(Where.ALIVE),
        READY(Where.ALIVE),
        UNREADY(Where.ALIVE),
        PROBE_FAILED(Where.ALIVE),
        PROBE_RECOVERED(Where.ALIVE),
        UNHEALTHY(Where.ALIVE),
        VIOLATION(Where.ALIVE),
        PROBE(Where.ALIVE),
        HOLD(Where.ALIVE),
        WARN(Where.ALIVE),
        KILL(Where.STOPPING),
        SETTLE(Where.ENDING);

        private final Where home;
        private final boolean comesAnywhere;

        What() {
            this.home = Where.NONE;
            this.comesAnywhere = true;
        }

        What(Where only) {
            this.home = only;
            this.comesAnywhere = false;
        }
    }

    void count(Fault fault) {
        counter(fault)[0]++;
    }

    void count(Where where, What what) {
        counter(where, what)[0]++;
    }

    private long[] counter(Fault fault) {
        return faults.computeIfAbsent(fault, _ -> new long[1]);
    }

    private long[] counter(Where where, What what) {
        return pairs.computeIfAbsent(where, _ -> new EnumMap<>(What.class)).computeIfAbsent(what, _ -> new long[1]);
    }

    /** One change of state, or none, by what came. */
    void count(Where from, What what, Where to) {
        count(from, what);
        transitions.computeIfAbsent(from + " × " + what + " → " + to, _ -> new long[1])[0]++;
    }

    /** A phase that people were shown. */
    void count(Phase phase) {
        phases.computeIfAbsent(phase.getClass(), _ -> new long[1])[0]++;
    }

    /** Why something was asked to end. */
    void count(StopCause cause) {
        causes.computeIfAbsent(cause, _ -> new long[1])[0]++;
    }

    /** How often each phase that there is was shown. */
    Map<String, Long> phases() {
        Map<String, Long> counts = new TreeMap<>();
        for (Class<?> phase : Phase.class.getPermittedSubclasses()) {
            counts.put(phase.getSimpleName(), phases.getOrDefault(phase, new long[1])[0]);
        }
        return counts;
    }

    /** How often something was asked to end for each cause that there is. */
    Map<StopCause, Long> causes() {
        Map<StopCause, Long> counts = new EnumMap<>(StopCause.class);
        for (StopCause cause : StopCause.values()) {
            counts.put(cause, causes.getOrDefault(cause, new long[1])[0]);
        }
        return counts;
    }

    long of(Where where, What what) {
        return counter(where, what)[0];
    }

    Map<Fault, Long> faults() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            counts.put(fault, counter(fault)[0]);
        }
        return counts;
    }

    SortedMap<String, Long> transitions() {
        SortedMap<String, Long> counts = new TreeMap<>();
        transitions.forEach((name, count) -> counts.put(name, count[0]));
        return counts;
    }

    /** What was decided, in the state in which it can be. */
    void count(What what) {
        count(what.home, what);
    }

    /** Every pair that there can be by name, also those that were never reached. */
    Map<String, Long> pairs() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Where where : Where.values()) {
            for (What what : What.values()) {
                if (what.comesAnywhere || what.home == where) {
                    counts.put(where + " × " + what, of(where, what));
                }
            }
        }
        return counts;
    }

    /** How many schedules were added, each with its whole tally. */
    synchronized long schedules() {
        return schedules;
    }

    /** Adds what one schedule counted. */
    synchronized void add(Tally other) {
        schedules++;
        other.faults.forEach((fault, count) -> counter(fault)[0] += count[0]);
        other.pairs.forEach((where, counts) -> counts.forEach((what, count) -> counter(where, what)[0] += count[0]));
        other.phases.forEach((name, count) -> phases.computeIfAbsent(name, _ -> new long[1])[0] += count[0]);
        other.causes.forEach((cause, count) -> causes.computeIfAbsent(cause, _ -> new long[1])[0] += count[0]);
        other.transitions.forEach((name, count) -> transitions.computeIfAbsent(name, _ -> new long[1])[0] += count[0]);
    }
}
