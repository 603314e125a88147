package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;
import tireless.manifest.yaml.Mapping;
import tireless.model.Location;

/**
 * One job of a Workflow. It has a task, or a file with another Workflow.
 *
 * @param at the place of its name
 * @param dependencies the jobs that must have succeeded before it starts
 */
public record Job(
        String name,
        Location at,
        About about,
        Optional<Task> task,
        Optional<String> file,
        List<Dependency> dependencies,
        Rules rules) {
    public Job {
        dependencies = List.copyOf(dependencies);
    }

    /** The name of another job, and where it is written. */
    public record Dependency(String job, Location at) {}

    /**
     * How the job is handled.
     *
     * @param tireless what DataOS does not know, as written
     */
    public record Rules(Optional<Retry> retry, Optional<Boolean> gcWhenComplete, Mapping tireless) {}
}
