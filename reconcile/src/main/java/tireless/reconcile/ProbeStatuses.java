package tireless.reconcile;

import java.util.ArrayList;
import java.util.List;
import tireless.model.ProbeKind;
import tireless.model.ProbeStatus;
import tireless.model.Probes;
import tireless.reconcile.decide.Check;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;

/** Shows how the probes of a living replica stand. Holds no times: what stays as it is looks the same. */
final class ProbeStatuses {
    private ProbeStatuses() {}

    static List<ProbeStatus> of(ReplicaState replica, Life.Alive alive) {
        Probes probes = replica.assignment()
                .revision()
                .map(revision -> revision.workload().probes())
                .orElse(Probes.NONE);
        List<ProbeStatus> statuses = new ArrayList<>();
        for (ProbeKind kind : ProbeKind.values()) {
            if (probes.of(kind).isPresent()) {
                Check check = alive.checks().of(kind);
                statuses.add(new ProbeStatus(kind, standing(check), check.failures(), check.last()));
            }
        }
        return statuses;
    }

    private static String standing(Check check) {
        return switch (check.standing()) {
            case PASSES -> "passes";
            case FAILS -> "fails";
            case UNKNOWN -> "unknown";
        };
    }
}
