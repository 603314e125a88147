package tireless.model;

import java.util.List;

/**
 * What was found out about a living replica.
 *
 * @param warnings what the process runs without, as a limit that this machine can not enforce; for people
 * @param remarks how it runs, where nothing is wrong with that, as in which way it has the platform's paths; for people
 * @param probes how its probes stand
 * @param use what it takes of the machine
 */
public record Findings(List<String> warnings, List<String> remarks, List<ProbeStatus> probes, ReplicaUse use) {
    /** Nothing, as where nothing lives. */
    public static final Findings NONE = new Findings(List.of(), List.of(), List.of());

    public Findings {
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
        probes = List.copyOf(probes);
    }

    /** One that was not measured. */
    public Findings(List<String> warnings, List<String> remarks, List<ProbeStatus> probes) {
        this(warnings, remarks, probes, ReplicaUse.UNKNOWN);
    }

    /** The same with how its probes stand. */
    public Findings with(List<ProbeStatus> next) {
        return new Findings(warnings, remarks, next, use);
    }

    /** The same with what it takes. */
    public Findings with(ReplicaUse next) {
        return new Findings(warnings, remarks, probes, next);
    }
}
