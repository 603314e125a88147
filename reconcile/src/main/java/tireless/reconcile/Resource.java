package tireless.reconcile;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tireless.engine.Desired;
import tireless.model.AttemptId;
import tireless.model.Findings;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.model.Uid;
import tireless.reconcile.decide.Assignment;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.Ordinals;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.Rollout;
import tireless.reconcile.decide.Target;
import tireless.runtime.AttemptRecord;
import tireless.runtime.RunName;

/** What the engine holds of one resource. Owned by the engine's thread. */
final class Resource {
    private static final Uid NOBODY = new Uid("unknown");

    private final ResourceKey key;
    private final SortedMap<Integer, ReplicaState> replicas = new TreeMap<>();
    private final Set<String> warnings = new HashSet<>();
    private final Map<SlotId, Findings> findings = new HashMap<>();
    private Optional<Desired> desired = Optional.empty();
    private Rollout rollout = Rollout.NONE;
    private Ordinals ordinals = Ordinals.NONE;
    private final StatusView view = new StatusView();
    private Optional<RestartRequest> restart = Optional.empty();
    private int generation;
    private boolean settled;

    Resource(ResourceKey key) {
        this.key = key;
    }

    ResourceKey key() {
        return key;
    }

    /**
     * @param listeningSince since when the engine hears its replicas without a gap, time since boot
     * @param ingress the policy of its workspace
     */
    Target target(Duration listeningSince, IngressPolicy ingress) {
        return new Target(key, desired, ordinals, generation, rollout, listeningSince, ingress);
    }

    Optional<Desired> desired() {
        return desired;
    }

    /** Which of it shall run. */
    Ordinals ordinals() {
        return ordinals;
    }

    /** Chooses anew which of it shall run, where something of that can have changed. */
    void place(Now now) {
        ordinals = desired.map(d -> ordinals.next(d, replicas.values(), now)).orElse(Ordinals.NONE);
    }

    /** The same after all that runs was found. */
    void placeFound(Now now) {
        ordinals = desired.map(d -> Ordinals.found(d, replicas.values(), now)).orElse(Ordinals.NONE);
    }

    Uid uid() {
        return desired.map(d -> d.revision().uid()).orElse(NOBODY);
    }

    Collection<ReplicaState> replicas() {
        return replicas.values();
    }

    @Nullable
    ReplicaState replica(SlotId slot) {
        return replicas.get(slot.ordinal());
    }

    void put(ReplicaState replica) {
        replicas.put(replica.slot().ordinal(), replica);
    }

    void forget(SlotId slot) {
        replicas.remove(slot.ordinal());
        findings.remove(slot);
    }

    void desire(Desired next) {
        desired = Optional.of(next);
    }

    /** Whether nothing is desired of it and nothing is left of it. */
    boolean isGone() {
        return replicas.isEmpty()
                && desired.filter(d -> d.power() != Power.REMOVED).isEmpty();
    }

    /** What people are told of how the newest attempt of a slot runs, but for its probes; see {@link tireless.runtime.StartResult.Started}. */
    Findings findings(SlotId slot) {
        return findings.getOrDefault(slot, Findings.NONE);
    }

    /** Remembers what people are told of how an attempt runs that was just started or found. */
    void findings(SlotId slot, List<String> warnings, List<String> remarks) {
        findings.put(slot, new Findings(warnings, remarks, List.of()));
    }

    /** True the first time that {@code warning} is given. */
    boolean isNews(String warning) {
        return warnings.add(warning);
    }

    /** Sets the power. Whoever resumes wants to see it run: failures from before are forgotten, as by a restart. */
    void power(Power next) {
        change(d -> new Desired(d.revision(), next, d.scaledTo()));
        if (next == Power.ON) {
            restartAll();
        }
    }

    /** Whether each slot can be looked at alone; only after a look at the whole. */
    boolean isSettled() {
        return settled;
    }

    void settled(boolean next) {
        settled = next;
    }

    StatusView view() {
        return view;
    }

    void restartAll() {
        generation++;
    }

    /** What could not be started is tried at once; what runs goes on, and what ended waits as it did. */
    void retry(Now now) {
        replicas.replaceAll((_, replica) -> replica.neverStarted() ? replica.dueAt(now) : replica);
    }

    int generation() {
        return generation;
    }

    Rollout rollout() {
        return rollout;
    }

    void rollout(Rollout next) {
        rollout = next;
    }

    void change(UnaryOperator<Desired> change) {
        desired = desired.map(change);
    }

    /**
     * Takes over a revision. A known uid keeps its power and, unless the revision's own count changed, the count that was set by hand.
     *
     * @return whether it is news
     */
    boolean accept(Revision next) {
        Optional<Desired> known =
                desired.filter(d -> d.revision().uid().equals(next.uid()) && d.power() != Power.REMOVED);
        if (known.isEmpty()) {
            desired = Optional.of(Desired.of(next));
            rollout = Rollout.NONE;
            restart = Optional.empty();
            return true;
        }
        Desired before = known.get();
        Revision current = before.revision();
        if (next.number() <= current.number()) {
            return false;
        }
        desired = Optional.of(before.accepting(next));
        if (current.workload().needsRollTo(next.workload())) {
            rollout = new Rollout(Optional.of(RolloutRecord.origin(rollout.previous(), current, next)), "");
        } else {
            replicas.replaceAll((_, replica) -> relabelled(replica, current, next));
        }
        return true;
    }

    /**
     * Takes over what ran elsewhere.
     *
     * @return whether it is news
     */
    boolean take(Desired next) {
        boolean news = accept(next.revision());
        boolean changes = !desired.equals(Optional.of(next));
        desired = Optional.of(next);
        return news || changes;
    }

    /** After a time in which nothing could be heard. */
    void unwatched(Duration span) {
        replicas.replaceAll((_, replica) -> replica.unwatched(span));
    }

    /** A replica that already runs what the next revision wants belongs to it from now on. */
    private static ReplicaState relabelled(ReplicaState replica, Revision from, Revision to) {
        Assignment assignment = replica.assignment();
        if (assignment.revision().filter(from::equals).isEmpty()) {
            return replica;
        }
        Life life = replica.life() instanceof Life.Alive alive ? relabelled(alive, from, to) : replica.life();
        return new ReplicaState(
                replica.slot(),
                replica.attempt(),
                life,
                assignment.relabelled(to),
                replica.memory(),
                replica.due(),
                replica.lastEnd(),
                replica.exposure());
    }

    private static Life relabelled(Life.Alive alive, Revision from, Revision to) {
        return alive.relabelled(to.number())
                .checked(alive.checks()
                        .changed(from.workload().probes(), to.workload().probes()));
    }

    /** To be told before anything is adopted: what it asks for belongs to the time before it. */
    void goOnRestarting(RestartRequest request) {
        if (request.uid().equals(uid())) {
            restartAll();
            restart = Optional.of(request);
        }
    }

    /** The number up to which attempts of a slot were to be replaced by a restart that an engine before was asked for; 0 if none was. */
    int newestAskedFor(SlotId slot) {
        return restart.map(request -> request.attempts().getOrDefault(slot.ordinal(), 0))
                .orElse(0);
    }

    /**
     * What an adopted attempt was assigned: the desired revision where it ran just that, else another one, if it is known. How long it was waited for is not known,
     * nor whether anybody watched: it has the whole of the time to become ready.
     */
    Assignment adoptedAssignment(
            AttemptId attempt, Optional<AttemptRecord> record, Set<Revision> past, Duration since, Duration now) {
        boolean restarts = restart.filter(request -> request.asksFor(attempt)).isPresent();
        Optional<Revision> same = desired.map(Desired::revision)
                .filter(revision ->
                        record.filter(known -> isOf(known, revision)).isPresent());
        return new Assignment(
                same.or(() -> record.flatMap(known -> among(past, known))),
                restarts ? generation - 1 : generation,
                since,
                Optional.of(now));
    }

    private Optional<Revision> among(Set<Revision> past, AttemptRecord record) {
        return past.stream()
                .filter(revision -> revision.key().equals(key)
                        && revision.uid().equals(record.uid())
                        && revision.number() == record.revision())
                .findFirst();
    }

    /**
     * To be told after everything is adopted. Where nothing is stored of a roll-out, what else of this resource was adopted is what one
     * came from: the oldest, where several are.
     */
    void goOnRolling(Optional<RolloutRecord> stored, Set<Revision> past) {
        desired.map(Desired::revision)
                .flatMap(to -> stored.flatMap(rollout -> goneOn(rollout, to, past))
                        .or(() -> oldest(to).map(from -> new Rollout(Optional.of(from), ""))))
                .ifPresent(this::rollout);
    }

    /** The roll-out as it was left; empty where it leads to something else than what is desired. */
    private Optional<Rollout> goneOn(RolloutRecord stored, Revision to, Set<Revision> past) {
        boolean same = stored.uid().equals(to.uid())
                && (stored.to() == to.number()
                        || numbered(stored.to(), past)
                                .filter(begun -> begun.number() < to.number()
                                        && !begun.workload().needsRollTo(to.workload()))
                                .isPresent());
        return numbered(stored.from(), past)
                .filter(from -> same && from.workload().needsRollTo(to.workload()))
                .map(from -> new Rollout(Optional.of(from), stored.halted()));
    }

    private Optional<Revision> numbered(int number, Set<Revision> past) {
        return past.stream()
                .filter(revision ->
                        revision.key().equals(key) && revision.uid().equals(uid()) && revision.number() == number)
                .findFirst();
    }

    private Optional<Revision> oldest(Revision to) {
        return replicas.values().stream()
                .flatMap(replica -> replica.assignment().revision().stream())
                .filter(from -> from.uid().equals(to.uid())
                        && from.number() < to.number()
                        && from.workload().needsRollTo(to.workload()))
                .min(Comparator.comparingInt(Revision::number));
    }

    /** Also where the revision is a later one that only differs in what needs no restart, as the count of replicas. */
    private static boolean isOf(AttemptRecord record, Revision revision) {
        return record.uid().equals(revision.uid())
                && (record.revision() == revision.number()
                        || record.run().equals(RunName.of(revision.workload().run())));
    }
}
