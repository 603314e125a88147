package tireless.reconcile;

import java.util.Optional;
import java.util.OptionalInt;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Probe;
import tireless.model.ProbeKind;
import tireless.reconcile.decide.Check;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;
import tireless.runtime.ProbeResult;

/** What results of probes make of a replica, and which of them people are told: the first failure of a row, and the end of the row. */
final class ProbeHearing {
    private final Hearing.Teller teller;

    ProbeHearing(Hearing.Teller teller) {
        this.teller = teller;
    }

    /** Takes the result of a run beside the newest attempt; a result that nobody waits for changes nothing. */
    void hear(Resource resource, ReplicaState replica, ProbeKind kind, ProbeResult result, Now now) {
        switch (replica.life()) {
            case Life.Alive alive -> {
                Check before = alive.checks().of(kind);
                if (before.running()) {
                    Check after = heard(replica, kind, before, result);
                    Life.Alive checked = alive.checked(alive.checks().with(kind, after));
                    resource.put(replica.with(checked));
                    tell(resource, replica, kind, before, after, now);
                    tellReadiness(resource, replica, alive, checked, now);
                }
            }
            case Life.Ending ending -> {
                // Should it live after all, no second one may run beside the first.
                Check before = ending.past().checks().of(kind);
                if (before.running()) {
                    Check after = heard(replica, kind, before.anew(), result);
                    resource.put(
                            replica.with(ending.checked(ending.past().checks().with(kind, after))));
                }
            }
            case Life.Vacant _, Life.Starting _, Life.Stopping _ -> {}
        }
    }

    private static Check heard(ReplicaState replica, ProbeKind kind, Check before, ProbeResult result) {
        Optional<Probe> probe = replica.assignment()
                .revision()
                .flatMap(revision -> revision.workload().probes().of(kind));
        return probe.map(asked -> before.heard(asked, result)).orElse(Check.NONE);
    }

    private void tell(Resource resource, ReplicaState replica, ProbeKind kind, Check before, Check after, Now now) {
        if (after.failing() && !before.failing()) {
            tell(resource, replica, new Happening.ProbeFailed(replica.attempt(), kind, after.last()), now);
        } else if (before.failing() && !after.failing()) {
            tell(resource, replica, new Happening.ProbeRecovered(replica.attempt(), kind), now);
        }
    }

    private void tellReadiness(Resource resource, ReplicaState replica, Life.Alive before, Life.Alive after, Now now) {
        if (before.ready() && !after.ready()) {
            String why = after.checks().readiness().failure(ProbeKind.READINESS);
            tell(resource, replica, new Happening.Unready(replica.attempt(), why), now);
        } else if (after.ready() && !before.ready()) {
            tell(resource, replica, new Happening.Ready(replica.attempt()), now);
        }
    }

    private void tell(Resource resource, ReplicaState replica, Happening happening, Now now) {
        teller.tell(resource, OptionalInt.of(replica.slot().ordinal()), happening, now);
    }
}
