package tireless.cli.output;

import java.util.List;
import tireless.api.ReplicaView;
import tireless.model.ProbeStatus;

/** How the probes of replicas stand: one row each. */
public final class ProbeTable {
    private ProbeTable() {}

    public static Table of(List<ReplicaView> replicas) {
        Table table = Table.of("REPLICA", "PROBE", "STANDING", "FAILURES", "LAST RUN");
        for (ReplicaView replica : replicas) {
            for (ProbeStatus probe : replica.probes()) {
                table.add(List.of(
                        Cell.of(replica.name()),
                        Cell.of(probe.kind().word()),
                        new Cell(probe.standing(), tone(probe.standing())),
                        Cell.of(probe.failures()),
                        Cell.of(probe.last().isEmpty() ? "none yet" : probe.last())));
            }
        }
        return table;
    }

    private static Tone tone(String standing) {
        return switch (standing) {
            case "passes" -> Tone.GOOD;
            case "fails" -> Tone.BAD;
            default -> Tone.DOUBT;
        };
    }
}
