package tireless.model;

import java.util.List;

/**
 * What was found out about a living replica.
 *
 * @param warnings what the process runs without, as a limit that this machine can not enforce, and what was remarked of it; for people
 * @param probes how its probes stand
 */
public record Findings(List<String> warnings, List<ProbeStatus> probes) {
    /** Nothing, as where nothing lives. */
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
        warnings = List.copyOf(warnings);
        probes = List.copyOf(probes);
    }
}
