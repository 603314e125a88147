package tireless.reconcile.decide;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.Now;
import tireless.model.Probe;
import tireless.model.ProbeKind;
import tireless.model.Probes;

/** What the probes of a living replica need: the next run of each, and an end to a replica that they found unhealthy. */
final class ProbeDecider {
    /** How often a replica is looked at while a probe runs, so that a time in which the engine slept is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final List<ProbeKind> BEFORE_IT_IS_UP = List.of(ProbeKind.STARTUP);
    private static final List<ProbeKind> WHILE_IT_IS_UP = List.of(ProbeKind.LIVENESS, ProbeKind.READINESS);

    private ProbeDecider() {}

    /** True if the replica is asked to end. */
    static boolean decide(ReplicaState replica, Probes probes, Life.Alive alive, Now now, Decision.Draft draft) {
        for (ProbeKind kind : isUp(probes, alive) ? WHILE_IT_IS_UP : BEFORE_IT_IS_UP) {
            Optional<Probe> probe = probes.of(kind);
            if (probe.isPresent()) {
                Check check = alive.checks().of(kind);
                if (kind != ProbeKind.READINESS && check.fails()) {
                    draft.act(ReplicaDecider.terminate(
                            replica, StopCause.UNHEALTHY, probe.get().grace(), check.failure(kind)));
                    return true;
                }
                run(replica, kind, check, check.dueAt(probe.get(), alive.since()), now, draft);
            }
        }
        return false;
    }

    /** Whether it has started up, as far as a probe is asked for that. */
    static boolean isUp(Probes probes, Life.Alive alive) {
        return probes.startup().isEmpty() || alive.checks().startup().passes();
    }

    private static void run(
            ReplicaState replica, ProbeKind kind, Check check, Duration due, Now now, Decision.Draft draft) {
        if (check.running()) {
            draft.lookAgain(replica.slot(), now.sinceBoot().plus(LOOK));
        } else if (due.compareTo(now.sinceBoot()) <= 0) {
            draft.act(new Action.Probe(replica.slot(), kind));
        } else {
            draft.lookAgain(replica.slot(), due);
        }
    }
}
