package tireless.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Lifetime;
import tireless.model.Now;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Exposure;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.StopCause;
import tireless.reconcile.restart.Backoff;

/** What follows from the end of an attempt that is known dead: what is told, when the next start is due, and what is remembered. */
final class Ends {
    private final RandomGenerator random;
    private final Effects effects;
    private final Hearing.Teller teller;

    Ends(RandomGenerator random, Effects effects, Hearing.Teller teller) {
        this.random = random;
        this.effects = effects;
        this.teller = teller;
    }

    /** @param now when it is known; a pause counts from then */
    void dead(Resource resource, ReplicaState replica, Life.Ending ending, Exit exit, Now now) {
        Duration uptime = ending.past().uptime(ending.endedAt());
        boolean sendsReady = ending.past().signals().ready()
                || replica.lastEnd().filter(ReplicaState.LastEnd::sendsReady).isPresent();
        ReplicaState.LastEnd end = new ReplicaState.LastEnd(
                exit, ending.endedAt(), sendsReady, ending.past().signals().status());
        if (ending.cause().filter(cause -> !cause.isFailure()).isPresent()) {
            tell(resource, replica, new Happening.Stopped(), now);
            ReplicaState dead = stopped(replica, end, now);
            boolean exposed = ending.cause().get() == StopCause.EXPOSED;
            keep(
                    resource,
                    exposed ? dead.with(Exposure.heldFor(replica.exposure().endpoints())) : dead);
            return;
        }
        tell(resource, replica, new Happening.Exited(replica.attempt(), exit, uptime), now);
        Optional<Revision> revision = replica.assignment().revision();
        if (revision.filter(r -> r.workload().lifetime() == Lifetime.ENDS).isPresent()) {
            tell(resource, replica, new Happening.Finished(exit), now);
            keep(resource, replica.dead(replica.memory(), Optional.empty(), end));
            return;
        }
        RestartPolicy policy = revision.map(r -> r.workload().restart()).orElse(RestartPolicy.DEFAULT);
        Backoff.End how = new Backoff.End(
                exit,
                ending.cause().isPresent(),
                uptime,
                ending.past().signals().progressed());
        Backoff.Next next = Backoff.after(replica.memory(), how, policy, random.nextDouble());
        backOff(resource, replica, next, end, exit.isSuccess() && !how.stalled(), now);
    }

    private void backOff(
            Resource resource,
            ReplicaState replica,
            Backoff.Next next,
            ReplicaState.LastEnd end,
            boolean ended,
            Now now) {
        ReplicaState.Due due = new ReplicaState.Due(
                now.sinceBoot().plus(next.delay()), next.delay(), now.wall().plus(next.delay()));
        ReplicaState dead = replica.dead(next.memory(), Optional.of(due), end);
        if (next.delay().isPositive()) {
            tell(
                    resource,
                    replica,
                    new Happening.BackedOff(next.memory().failures(), next.delay(), due.until(), ended),
                    now);
            keep(resource, dead);
        } else {
            // The record of the next attempt says all of it, and nothing is put into the way of its start.
            resource.put(dead);
        }
    }

    /** It ended because the machine went down, which is no failure: it is started at once. */
    void cutOff(Resource resource, ReplicaState replica, Exit exit, Now now) {
        ReplicaState.LastEnd end = new ReplicaState.LastEnd(exit, now.sinceBoot(), false);
        tell(resource, replica, new Happening.Exited(replica.attempt(), exit, Duration.ZERO), now);
        boolean ends = replica.assignment()
                .revision()
                .filter(revision -> revision.workload().lifetime() == Lifetime.ENDS)
                .isPresent();
        if (ends) {
            tell(resource, replica, new Happening.Finished(exit), now);
        }
        keep(resource, replica.dead(replica.memory().after(exit), Optional.empty(), end));
    }

    /** It ended while nobody was there, and nobody wants it any more. */
    void leftDead(Resource resource, ReplicaState replica, Exit exit, Now now) {
        tell(resource, replica, new Happening.Stopped(), now);
        ReplicaState.LastEnd end = new ReplicaState.LastEnd(exit, now.sinceBoot(), false);
        keep(resource, stopped(replica, end, now));
    }

    /** Its next start is due as soon as it is wanted: also that of a unit, which has not ended, but was stopped. */
    private static ReplicaState stopped(ReplicaState replica, ReplicaState.LastEnd end, Now now) {
        return replica.dead(replica.memory(), Optional.of(ReplicaState.Due.at(now)), end);
    }

    private void keep(Resource resource, ReplicaState dead) {
        resource.put(dead);
        effects.remember(new AttemptId(dead.slot(), dead.attempt()), Notes.of(dead, resource.uid()));
    }

    private void tell(Resource resource, ReplicaState replica, Happening happening, Now now) {
        teller.tell(resource, OptionalInt.of(replica.slot().ordinal()), happening, now);
    }
}
