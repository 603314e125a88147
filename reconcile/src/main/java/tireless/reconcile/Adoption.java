package tireless.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.RestartMemory;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.reconcile.decide.Assignment;
import tireless.reconcile.decide.Checks;
import tireless.reconcile.decide.Exposure;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.StopCause;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.Verdict;
import tireless.throughput.ReplicaSignals;

/**
 * What a new control plane makes of what a driver found. What the one before had decided holds: an end that it settled is not told
 * again, and its pause goes on.
 */
final class Adoption {
    private final Ends ends;
    private final Hearing.Teller teller;

    Adoption(Ends ends, Hearing.Teller teller) {
        this.ends = ends;
        this.teller = teller;
    }

    void adopt(Resource resource, Recovered recovered, Set<Revision> past, Now now) {
        ReplicaState found = found(resource, recovered, past, now);
        switch (recovered.verdict()) {
            case Verdict.Alive(long pid) -> {
                int revision = found.assignment()
                        .revision()
                        .map(Revision::number)
                        .orElse(recovered.record().map(AttemptRecord::revision).orElse(0));
                Life.Alive alive = Life.Alive.of(revision, pid, recovered.startedAt(), signals(recovered));
                // Where it was being stopped for that, it is asked once more, unless the policy has changed.
                resource.put(found.with(alive).with(Exposure.at(recovered.heldFor())));
                resource.findings(found.slot(), recovered.warnings(), recovered.remarks());
                teller.tell(
                        resource,
                        OptionalInt.of(found.slot().ordinal()),
                        new Happening.Adopted(found.attempt(), pid),
                        now);
            }
            case Verdict.Dead(var exit, var _)
            when !recovered.heldFor().isEmpty() -> resource.put(held(found, recovered, exit, now));
            case Verdict.Dead(var exit, var _) ->
                recovered
                        .settled()
                        .ifPresentOrElse(
                                settled -> resource.put(settled(found, settled, recovered.thisBoot(), now)),
                                () -> unseen(resource, found, recovered, exit, now));
            case Verdict.Undecided _ -> {
                Optional<StopCause> cause =
                        recovered.heldFor().isEmpty() ? Optional.empty() : Optional.of(StopCause.EXPOSED);
                resource.put(found.with(ending(Optional.empty(), now.sinceBoot(), cause))
                        .with(Exposure.at(recovered.heldFor())));
            }
        }
    }

    /** What it said is not known, but for the heartbeat that it promised. */
    private static ReplicaSignals signals(Recovered recovered) {
        return recovered.watchdog().map(ReplicaSignals.NONE::asking).orElse(ReplicaSignals.NONE);
    }

    private static ReplicaState found(Resource resource, Recovered recovered, Set<Revision> past, Now now) {
        boolean lives = recovered.verdict() instanceof Verdict.Alive;
        Duration assigned = recovered.thisBoot() && !lives ? recovered.startedAt() : now.sinceBoot();
        Assignment assignment =
                resource.adoptedAssignment(recovered.attempt(), recovered.record(), past, assigned, now.sinceBoot());
        RestartMemory remembered = recovered.record().map(AttemptRecord::memory).orElse(RestartMemory.FRESH);
        RestartMemory memory = recovered.thisBoot() ? remembered : remembered.reset();
        Optional<ReplicaState.LastEnd> before = recovered
                .record()
                .flatMap(AttemptRecord::before)
                // Whether this very attempt has said that it is ready is not known: so it is not waited for.
                .map(end -> new ReplicaState.LastEnd(end.exit(), end.at(), false, end.said()));
        return new ReplicaState(
                recovered.attempt().slot(),
                recovered.attempt().number(),
                new Life.Vacant(),
                assignment,
                memory,
                Optional.empty(),
                before,
                Exposure.NONE);
    }

    /** Stopped for where it listened, be that settled or not: nothing is made of it but that. */
    private static ReplicaState held(ReplicaState found, Recovered recovered, Exit exit, Now now) {
        ReplicaState dead = recovered
                .settled()
                .map(settled -> settled(found, settled, recovered.thisBoot(), now))
                .orElseGet(() -> {
                    Duration ended = recovered.endedAt().orElse(now.sinceBoot());
                    ReplicaState.LastEnd end = new ReplicaState.LastEnd(exit, ended, false);
                    return found.dead(found.memory(), Optional.of(ReplicaState.Due.at(now)), end);
                });
        return dead.with(Exposure.heldFor(recovered.heldFor()));
    }

    /** A pause that passed meanwhile is over; after a boot nobody's failures count. */
    private static ReplicaState settled(ReplicaState found, SettledEnd settled, boolean thisBoot, Now now) {
        ReplicaState.LastEnd end = new ReplicaState.LastEnd(
                settled.end().exit(),
                thisBoot ? settled.end().at() : now.sinceBoot(),
                settled.end().sendsReady(),
                settled.end().said());
        Optional<ReplicaState.Due> due = settled.next().map(next -> {
            Duration left = next.at().minus(now.sinceBoot());
            return thisBoot
                    ? new ReplicaState.Due(next.at(), next.delay(), now.wall().plus(left))
                    : ReplicaState.Due.at(now);
        });
        return found.dead(thisBoot ? settled.memory() : settled.memory().reset(), due, end);
    }

    private void unseen(Resource resource, ReplicaState found, Recovered recovered, Exit exit, Now now) {
        Duration ended = recovered.endedAt().orElse(now.sinceBoot());
        Now then = new Now(now.wall().minus(now.since(ended)), ended, now.boot());
        if (!isWanted(resource, found.slot())) {
            ends.leftDead(resource, found, exit, then);
        } else if (!recovered.thisBoot()) {
            ends.cutOff(resource, found, exit, now);
        } else {
            Optional<Duration> started = recovered.endedAt().map(_ -> recovered.startedAt());
            ends.dead(resource, found, ending(started, ended, Optional.empty()), exit, then);
        }
    }

    private static boolean isWanted(Resource resource, SlotId slot) {
        return resource.desired()
                .filter(desired -> desired.revision().workload().scaling().isPresent()
                        ? desired.replicas() > 0
                        : slot.ordinal() < desired.replicas())
                .isPresent();
    }

    private static Life.Ending ending(Optional<Duration> startedAt, Duration endedAt, Optional<StopCause> cause) {
        return new Life.Ending(
                new Life.Ending.Past(startedAt, ReplicaSignals.NONE, Checks.NONE),
                endedAt,
                cause,
                false,
                false,
                0,
                endedAt,
                "");
    }
}
