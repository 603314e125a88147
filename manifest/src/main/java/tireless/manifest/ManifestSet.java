package tireless.manifest;

import java.util.List;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ErrorLines;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

/**
 * What was read, and all that is wrong with it.
 *
 * @param all every manifest that could be made out, also one with errors, so that later stages can find more of them
 * @param problems by source and line
 * @param sources what it was read from, for printing
 */
public record ManifestSet(List<Manifest> all, List<Problem> problems, Sources sources) {
    public ManifestSet {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** The Workers of all. */
    public List<WorkerManifest> workers() {
        return all.stream()
                .filter(WorkerManifest.class::isInstance)
                .map(WorkerManifest.class::cast)
                .toList();
    }

    /** The Stacks of all. */
    public List<StackManifest> stacks() {
        return all.stream()
                .filter(StackManifest.class::isInstance)
                .map(StackManifest.class::cast)
                .toList();
    }

    /** The Computes of all. */
    public List<ComputeManifest> computes() {
        return all.stream()
                .filter(ComputeManifest.class::isInstance)
                .map(ComputeManifest.class::cast)
                .toList();
    }

    /** The Workers whose own documents have no error. */
    public List<WorkerManifest> sound() {
        ErrorLines errors = new ErrorLines(problems);
        return workers().stream()
                .filter(worker -> !worker.origin().hasError(errors))
                .toList();
    }
}
