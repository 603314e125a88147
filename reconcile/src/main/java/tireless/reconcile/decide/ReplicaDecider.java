package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Optional;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.Probes;
import tireless.model.StopPolicy;
import tireless.model.Workload;
import tireless.model.scaling.Sizing;
import tireless.reconcile.restart.Backoff;
import tireless.throughput.Stall;

/** What one replica needs, given whether it is wanted. */
public final class ReplicaDecider {
    /** How long a kill may take before it is sent again. */
    public static final Duration KILL_AGAIN = Duration.ofSeconds(5);

    /** How long an attempt may be silent where an attempt before it said that it was ready, before people are told. */
    public static final Duration OVERDUE = Duration.ofMinutes(5);

    private ReplicaDecider() {}

    /**
     * @param unwanted why the replica shall not run; empty if it shall
     */
    static void decide(
            ReplicaState replica, Optional<StopCause> unwanted, Target target, Now now, Decision.Draft draft) {
        boolean awaited = unwanted.isEmpty() && !isAskedToEnd(replica.life());
        if (target.rollout().previous().isPresent()
                && awaited != replica.assignment().awaitedFrom().isPresent()) {
            draft.act(new Action.Await(replica.slot(), awaited));
        }
        boolean refused = replica.policy(target.ingress()) == IngressPolicy.STOP;
        switch (replica.life()) {
            case Life.Vacant() -> {
                if (unwanted.isEmpty() && !(refused && replica.exposure().held())) {
                    start(replica, now, draft);
                }
            }
            case Life.Starting _ -> {}
            case Life.Alive alive -> {
                if (refused && replica.exposure().violates()) {
                    // Also where it is not wanted: should it be wanted again, it is still held.
                    String why = StopCause.EXPOSED.text() + ": listening at "
                            + String.join(", ", replica.exposure().endpoints());
                    draft.act(terminate(replica, StopCause.EXPOSED, why));
                } else if (unwanted.isPresent()) {
                    Optional<Duration> time = target.ordinals().leave().map(Ordinals.Leave::drain);
                    draft.act(terminate(
                            replica,
                            unwanted.get(),
                            time.filter(_ -> unwanted.get() == StopCause.SCALED_IN),
                            unwanted.get().text()));
                } else {
                    watch(replica, alive, target.listeningSince(), now, draft);
                }
            }
            case Life.Stopping stopping
            when stopping.cause() == StopCause.PAUSED
                    && unwanted.filter(StopCause.PAUSED::equals).isEmpty() ->
                draft.act(new Action.EndDrain(
                        replica.slot(),
                        unwanted.orElse(StopCause.RESUMED),
                        stop(replica).grace()));
            case Life.Stopping stopping -> {
                if (stopping.killAt().compareTo(now.sinceBoot()) <= 0) {
                    draft.act(new Action.Kill(replica.slot()));
                } else {
                    draft.lookAgain(replica.slot(), stopping.killAt());
                }
            }
            case Life.Ending ending -> {
                if (!ending.asking()) {
                    if (ending.askAt().compareTo(now.sinceBoot()) <= 0) {
                        draft.act(new Action.Settle(replica.slot()));
                    } else {
                        draft.lookAgain(replica.slot(), ending.askAt());
                    }
                }
            }
        }
    }

    /** For no failure of its own: what comes after it has its time from then on. */
    private static boolean isAskedToEnd(Life life) {
        return switch (life) {
            case Life.Stopping stopping -> !stopping.cause().isFailure();
            case Life.Ending ending ->
                ending.cause().filter(cause -> !cause.isFailure()).isPresent();
            case Life.Vacant _, Life.Starting _, Life.Alive _ -> false;
        };
    }

    static Action terminate(ReplicaState replica, StopCause cause, String why) {
        return terminate(replica, cause, Optional.empty(), why);
    }

    /** @param grace where another one holds than that of the workload */
    static Action terminate(ReplicaState replica, StopCause cause, Optional<Duration> grace, String why) {
        Duration usual =
                cause == StopCause.PAUSED ? drain(replica) : stop(replica).grace();
        return new Action.Terminate(replica.slot(), cause, grace.orElse(usual), why);
    }

    private static Duration drain(ReplicaState replica) {
        return replica.assignment()
                .revision()
                .map(revision -> revision.workload().drain())
                .orElse(Sizing.DRAIN);
    }

    private static StopPolicy stop(ReplicaState replica) {
        return replica.assignment()
                .revision()
                .map(revision -> revision.workload().run().stop())
                .orElse(StopPolicy.DEFAULT);
    }

    private static void start(ReplicaState replica, Now now, Decision.Draft draft) {
        Optional<Workload> workload = replica.assignment().revision().map(revision -> revision.workload());
        if (workload.isEmpty() || replica.finished()) {
            return;
        }
        Optional<Duration> later =
                replica.due().map(ReplicaState.Due::at).filter(at -> at.compareTo(now.sinceBoot()) > 0);
        later.ifPresentOrElse(
                at -> draft.lookAgain(replica.slot(), at), () -> draft.act(new Action.Start(replica.slot())));
    }

    /** Told and no more: a start may take long, as after a crash that left much to put in order, and no stall counts before it is over. */
    private static void warnOverdue(
            ReplicaState replica, Life.Alive alive, Duration listeningSince, Now now, Decision.Draft draft) {
        Duration from = alive.since().compareTo(listeningSince) >= 0 ? alive.since() : listeningSince;
        Duration at = from.plus(OVERDUE);
        if (at.compareTo(now.sinceBoot()) > 0) {
            draft.lookAgain(replica.slot(), at);
            return;
        }
        String what = ("not ready for %d s, and an attempt before it said READY=1; it is waited for:"
                        + " if it hangs, kill %d, and it is started again")
                .formatted(now.since(alive.since()).toSeconds(), alive.pid());
        draft.act(new Action.WarnOverdue(replica.slot(), what));
    }

    private static void watch(
            ReplicaState replica, Life.Alive alive, Duration listeningSince, Now now, Decision.Draft draft) {
        Optional<Workload> workload = replica.assignment().revision().map(revision -> revision.workload());
        Probes probes = workload.map(Workload::probes).orElse(Probes.NONE);
        if (ProbeDecider.decide(replica, probes, alive, now, draft)) {
            return;
        }
        if (alive.readySince().isEmpty()) {
            awaitReady(replica, probes, alive, listeningSince, now, draft);
        } else if (workload.isPresent()) {
            Stall.of(workload.get().stall(), alive.signals(), alive.readyAt(), listeningSince)
                    .ifPresent(stall -> {
                        if (stall.at().compareTo(now.sinceBoot()) <= 0) {
                            draft.act(terminate(replica, StopCause.STALLED, stall.why()));
                        } else {
                            draft.lookAgain(replica.slot(), stall.at());
                        }
                    });
        }
    }

    /** A readiness probe alone decides where there is one; else its word, where it ever gave one, or its startup probe, or its uptime. */
    private static void awaitReady(
            ReplicaState replica,
            Probes probes,
            Life.Alive alive,
            Duration listeningSince,
            Now now,
            Decision.Draft draft) {
        if (probes.readiness().isPresent() || !ProbeDecider.isUp(probes, alive)) {
            if (alive.checks().readiness().passes()) {
                draft.act(new Action.MarkReady(replica.slot()));
            }
            return;
        }
        boolean waitsForWord =
                replica.lastEnd().filter(ReplicaState.LastEnd::sendsReady).isPresent();
        Duration healthy =
                probes.startup().isPresent() ? alive.since() : alive.since().plus(Backoff.HEALTHY);
        if (alive.signals().ready() || (!waitsForWord && healthy.compareTo(now.sinceBoot()) <= 0)) {
            draft.act(new Action.MarkReady(replica.slot()));
        } else if (!waitsForWord) {
            draft.lookAgain(replica.slot(), healthy);
        } else if (!alive.overdue()) {
            warnOverdue(replica, alive, listeningSince, now, draft);
        }
    }
}
