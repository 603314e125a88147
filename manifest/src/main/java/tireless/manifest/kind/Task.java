package tireless.manifest.kind;

import java.util.List;

/** What a Worker, a Service and a job of a Workflow have in common: a stack, what it is told, and what is around it. */
public record Task(
        About about,
        StackUse stack,
        Inputs inputs,
        Resources resources,
        Execution execution,
        List<TopologyStep> topology) {
    public Task {
        topology = List.copyOf(topology);
    }
}
