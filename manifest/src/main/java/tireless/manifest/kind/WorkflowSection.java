package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Mapping;

/**
 * The section {@code workflow}.
 *
 * @param schedule empty for a Workflow that runs once
 * @param dag its jobs in the order of the text
 * @param tireless what DataOS does not know, as written
 */
public record WorkflowSection(
        About about, Execution execution, Optional<Schedule> schedule, List<Job> dag, Mapping tireless) {
    public WorkflowSection {
        dag = List.copyOf(dag);
    }
}
