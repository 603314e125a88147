package tireless.reconcile.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tireless.model.Exit;
import tireless.model.IngressPolicy;
import tireless.model.Lifetime;
import tireless.model.Network;
import tireless.model.Now;
import tireless.model.RestartMemory;
import tireless.model.SlotId;
import tireless.throughput.ReplicaSignals;

/**
 * Everything that the engine knows of one slot.
 *
 * @param attempt the number of the newest attempt, 0 before the first
 * @param due when the next start may be; empty means at once
 * @param lastEnd how the newest ended attempt ended
 * @param exposure what is known of the newest attempt as to listening for others
 */
public record ReplicaState(
        SlotId slot,
        int attempt,
        Life life,
        Assignment assignment,
        RestartMemory memory,
        Optional<Due> due,
        Optional<LastEnd> lastEnd,
        Exposure exposure) {

    /** A start that was put off, to {@code at} since boot, by {@code delay}; {@code until} is for people. */
    public record Due(Duration at, Duration delay, Instant until) {
        /** One that is not put off any more. */
        public static Due at(Now now) {
            return new Due(now.sinceBoot(), Duration.ZERO, now.wall());
        }
    }

    /**
     * @param at time since boot
     * @param sendsReady whether the ended attempt, or one before it, ever said that it was ready
     * @param said what the ended attempt said of itself last; empty if it said nothing
     */
    public record LastEnd(Exit exit, Duration at, boolean sendsReady, String said) {
        /** Of one that said nothing of itself. */
        public LastEnd(Exit exit, Duration at, boolean sendsReady) {
            this(exit, at, sendsReady, "");
        }
    }

    public static ReplicaState vacant(SlotId slot, Assignment assignment) {
        return vacant(slot, 0, assignment);
    }

    /** @param attempt the number of the last attempt of which something is left; 0 if there is none */
    public static ReplicaState vacant(SlotId slot, int attempt, Assignment assignment) {
        return new ReplicaState(
                slot,
                attempt,
                new Life.Vacant(),
                assignment,
                RestartMemory.FRESH,
                Optional.empty(),
                Optional.empty(),
                Exposure.NONE);
    }

    public ReplicaState with(Life next) {
        return new ReplicaState(slot, attempt, next, assignment, memory, due, lastEnd, exposure);
    }

    /** The same, with news of where it listens. */
    public ReplicaState with(Exposure next) {
        return new ReplicaState(slot, attempt, life, assignment, memory, due, lastEnd, next);
    }

    /** Whether its newest attempt could not be started, so that nothing lives. */
    public boolean neverStarted() {
        return life instanceof Life.Vacant
                && lastEnd.filter(end -> end.exit() instanceof Exit.NotStarted).isPresent();
    }

    /** The same with the next start not put off any more. */
    public ReplicaState dueAt(Now now) {
        return new ReplicaState(slot, attempt, life, assignment, memory, Optional.of(Due.at(now)), lastEnd, exposure);
    }

    /** The same where another attempt, up to number {@code begun}, may have been begun and left nothing: its number is not used again. */
    public ReplicaState after(int begun) {
        return new ReplicaState(slot, Math.max(attempt, begun), life, assignment, memory, due, lastEnd, exposure);
    }

    /** The next attempt, being started. */
    public ReplicaState starting(Duration now) {
        return new ReplicaState(
                slot,
                attempt + 1,
                new Life.Starting(now, false, ReplicaSignals.NONE),
                assignment,
                memory,
                Optional.empty(),
                lastEnd,
                Exposure.NONE);
    }

    /** A new assignment: its failures are its own. */
    public ReplicaState with(Assignment next) {
        return new ReplicaState(slot, attempt, life, next, memory.reset(), Optional.empty(), lastEnd, exposure);
    }

    /** The same, waited for from another time on; empty if it is not. */
    public ReplicaState awaited(Optional<Duration> from) {
        return new ReplicaState(slot, attempt, life, assignment.awaited(from), memory, due, lastEnd, exposure);
    }

    /** The same after a time in which nobody watched: it takes nothing from what it has to become ready, and its probes count anew. */
    public ReplicaState unwatched(Duration span) {
        ReplicaState later = awaited(assignment.awaitedFrom().map(span::plus));
        return life instanceof Life.Alive alive
                ? later.with(alive.checked(alive.checks().anew()))
                : later;
    }

    /** Known dead, with what follows from it. */
    public ReplicaState dead(RestartMemory next, Optional<Due> nextStart, LastEnd end) {
        return new ReplicaState(
                slot, attempt, new Life.Vacant(), assignment, next, nextStart, Optional.of(end), Exposure.NONE);
    }

    /** What becomes of it where it listens for others, given the policy of its workspace. */
    public IngressPolicy policy(IngressPolicy ofWorkspace) {
        boolean outbound = assignment
                .revision()
                .filter(revision -> revision.workload().run().network() == Network.OUTBOUND)
                .isPresent();
        return outbound ? IngressPolicy.STOP : ofWorkspace;
    }

    /** Whether a workload that ends has ended under its present assignment. One that was stopped has not: its next start is due. */
    public boolean finished() {
        return !occupied()
                && due.isEmpty()
                && lastEnd.filter(end -> end.at().compareTo(assignment.since()) >= 0)
                        .isPresent()
                && assignment
                        .revision()
                        .filter(revision -> revision.workload().lifetime() == Lifetime.ENDS)
                        .isPresent();
    }

    /** Whether its next start was put off to later than {@code now}. */
    public boolean pauses(Duration now) {
        return due.filter(start -> start.at().compareTo(now) > 0).isPresent();
    }

    /** Whether some attempt of this slot lives or may live. */
    public boolean occupied() {
        return !(life instanceof Life.Vacant);
    }
}
