package tireless.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Exposure;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.StopCause;
import tireless.runtime.Notice;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.throughput.Notification;

/** What news from the driver make of a replica. News of any attempt but the newest are stale, and change nothing. */
final class Hearing {
    private static final Duration FIRST_ASK_AGAIN = Duration.ofMillis(20);
    private static final Duration LAST_ASK_AGAIN = Duration.ofSeconds(5);

    /** Tells what happened. */
    @FunctionalInterface
    interface Teller {
        void tell(Resource resource, OptionalInt ordinal, Happening happening, Now now);
    }

    private final Ends ends;
    private final Effects effects;
    private final Teller teller;
    private final ProbeHearing probes;

    Hearing(Ends ends, Effects effects, Teller teller) {
        this.ends = ends;
        this.effects = effects;
        this.teller = teller;
        this.probes = new ProbeHearing(teller);
    }

    /** True if only figures changed. */
    boolean hear(Resource resource, Message.News news, Now now) {
        switch (news) {
            case Message.StartFinished(var attempt, var result) ->
                newest(resource, attempt).ifPresent(replica -> started(resource, replica, result, now));
            case Message.ProbeFinished(var attempt, var kind, var result) ->
                newest(resource, attempt).ifPresent(replica -> probes.hear(resource, replica, kind, result, now));
            case Message.Ended(var attempt) ->
                newest(resource, attempt).ifPresent(replica -> resource.put(ended(replica, now)));
            case Message.SettleFinished(var attempt, var verdict) ->
                newest(resource, attempt).ifPresent(replica -> settled(resource, replica, verdict, now));
            case Message.Notified(var slot, var notification) -> {
                return notified(resource, slot, notification, now);
            }
            case Message.Noticed(var attempt, var notice) ->
                newest(resource, attempt).ifPresent(replica -> noticed(resource, replica, notice, now));
        }
        return false;
    }

    private static Optional<ReplicaState> newest(Resource resource, AttemptId attempt) {
        return Optional.ofNullable(resource.replica(attempt.slot()))
                .filter(replica -> replica.attempt() == attempt.number());
    }

    private void started(Resource resource, ReplicaState replica, StartResult result, Now now) {
        if (!(replica.life() instanceof Life.Starting starting)) {
            return;
        }
        switch (result) {
            case StartResult.Started(long pid, var warnings, var remarks) -> {
                int revision =
                        replica.assignment().revision().map(Revision::number).orElse(0);
                Life.Alive alive = Life.Alive.of(revision, pid, now.sinceBoot(), starting.signals());
                ReplicaState running = replica.with(alive);
                Optional<Duration> sinceExit = replica.lastEnd()
                        .filter(end -> end.at().compareTo(replica.assignment().since()) >= 0)
                        .filter(end -> !(end.exit() instanceof Exit.NotStarted))
                        .map(end -> now.since(end.at()));
                tell(resource, replica, new Happening.Started(replica.attempt(), pid, sinceExit), now);
                resource.findings(replica.slot(), warnings, remarks);
                warnings.stream()
                        .filter(resource::isNews)
                        .forEach(warning -> tell(resource, replica, new Happening.Warned(warning), now));
                resource.put(starting.ended() ? ended(running, now) : running);
            }
            case StartResult.NotStarted(String cause) ->
                ends.dead(
                        resource,
                        replica,
                        ending(starting.past(), now, Optional.empty()),
                        new Exit.NotStarted(cause),
                        now);
            case StartResult.Unclear _ -> resource.put(replica.with(ending(starting.past(), now, Optional.empty())));
        }
    }

    private static ReplicaState ended(ReplicaState replica, Now now) {
        return switch (replica.life()) {
            case Life.Starting starting -> replica.with(new Life.Starting(starting.since(), true, starting.signals()));
            case Life.Alive alive -> replica.with(ending(alive.past(), now, Optional.empty()));
            case Life.Stopping(var alive, var cause, var _, var _, var _) ->
                replica.with(ending(alive.past(), now, Optional.of(cause)));
            case Life.Ending ending -> replica.with(ending.withNews());
            case Life.Vacant _ -> replica;
        };
    }

    private static Life.Ending ending(Life.Ending.Past past, Now now, Optional<StopCause> cause) {
        return new Life.Ending(past, now.sinceBoot(), cause, false, false, 0, now.sinceBoot(), "");
    }

    private void settled(Resource resource, ReplicaState replica, Verdict verdict, Now now) {
        if (!(replica.life() instanceof Life.Ending ending)) {
            return;
        }
        switch (verdict) {
            case Verdict.Dead(var exit, int leftovers) -> {
                if (leftovers > 0) {
                    tell(resource, replica, new Happening.LeftoversKilled(leftovers), now);
                }
                ends.dead(resource, replica, ending, exit, now);
            }
            case Verdict.Alive _
            when ending.newsMeanwhile() ->
                resource.put(replica.with(ending.inVain(now.sinceBoot(), "its end was told, and it was still there")));
            case Verdict.Alive(long pid) -> {
                Life.Alive alive = Life.Alive.of(
                        replica.assignment().revision().map(Revision::number).orElse(0),
                        pid,
                        ending.past(),
                        now.sinceBoot());
                resource.put(replica.with(
                        ending.cause().isPresent()
                                ? new Life.Stopping(alive, ending.cause().get(), now.sinceBoot(), now.sinceBoot(), 0)
                                : alive));
            }
            case Verdict.Undecided(String cause) -> {
                if (ending.tries() == 0) {
                    tell(resource, replica, new Happening.Unsettled(cause), now);
                }
                long factor = 1L << Math.min(ending.tries(), 8);
                Duration pause = FIRST_ASK_AGAIN.multipliedBy(factor);
                resource.put(replica.with(ending.inVain(
                        now.sinceBoot().plus(pause.compareTo(LAST_ASK_AGAIN) < 0 ? pause : LAST_ASK_AGAIN), cause)));
            }
        }
    }

    private void noticed(Resource resource, ReplicaState replica, Notice notice, Now now) {
        switch (notice) {
            case Notice.LogTruncated(long bytes) ->
                tell(resource, replica, new Happening.LogTruncated(replica.attempt(), bytes), now);
            case Notice.ForkLimit(long tasks) ->
                tell(resource, replica, new Happening.ForkLimit(replica.attempt(), tasks), now);
            case Notice.LogWarning(String what) -> tell(resource, replica, new Happening.Warned(what), now);
            case Notice.SignalWarning(String what) -> tell(resource, replica, new Happening.Warned(what), now);
            case Notice.VolumeWarning(String what) -> tell(resource, replica, new Happening.Warned(what), now);
            case Notice.Listens(var addresses) -> {
                // Of what is on its way out, it is kept why.
                boolean goesOn = replica.occupied() && !(replica.life() instanceof Life.Stopping);
                if (goesOn && !replica.exposure().endpoints().equals(addresses)) {
                    tell(resource, replica, new Happening.IngressViolation(replica.attempt(), addresses), now);
                    resource.put(replica.with(Exposure.at(addresses)));
                }
            }
        }
    }

    private boolean notified(Resource resource, SlotId slot, Notification said, Now now) {
        ReplicaState replica = resource.replica(slot);
        if (replica == null) {
            return true;
        }
        switch (replica.life()) {
            case Life.Starting(var since, boolean ended, var signals) ->
                resource.put(replica.with(new Life.Starting(since, ended, signals.with(said, now.sinceBoot()))));
            case Life.Alive alive -> {
                Life.Alive heard = alive.hearing(said, now.sinceBoot());
                ReplicaState hearing = replica.with(heard);
                resource.put(hearing);
                if (!heard.signals().watchdog().equals(alive.signals().watchdog())) {
                    Watchdogs.note(hearing, effects);
                }
                return heard.ready() || !heard.signals().ready();
            }
            case Life.Stopping(var alive, var cause, var since, var killAt, int kills) ->
                resource.put(replica.with(
                        new Life.Stopping(alive.hearing(said, now.sinceBoot()), cause, since, killAt, kills)));
            case Life.Ending ending -> resource.put(replica.with(ending.hearing(said, now.sinceBoot())));
            case Life.Vacant _ -> {}
        }
        return true;
    }

    private void tell(Resource resource, ReplicaState replica, Happening happening, Now now) {
        teller.tell(resource, OptionalInt.of(replica.slot().ordinal()), happening, now);
    }
}
