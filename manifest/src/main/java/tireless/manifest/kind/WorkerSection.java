package tireless.manifest.kind;

import java.util.List;

/** The section {@code worker}: everything that is a Worker's own. */
public record WorkerSection(
        About about,
        StackUse stack,
        Scaling scaling,
        Inputs inputs,
        Resources resources,
        Execution execution,
        List<TopologyStep> topology,
        TirelessSection tireless) {
    public WorkerSection {
        topology = List.copyOf(topology);
    }
}
