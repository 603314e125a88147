package tireless.manifest;

import java.util.List;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ErrorLines;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

/**
 * What was read, and all that is wrong with it.
 *
 * @param workers every Worker that could be made out, also one with errors, so that later stages can find more of them
 * @param problems by source and line
 * @param sources what it was read from, for printing
 */
public record ManifestSet(List<WorkerManifest> workers, List<Problem> problems, Sources sources) {
    public ManifestSet {
        workers = List.copyOf(workers);
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** The Workers whose own documents have no error. */
    public List<WorkerManifest> sound() {
        ErrorLines errors = new ErrorLines(problems);
        return workers.stream()
                .filter(worker -> !worker.origin().hasError(errors))
                .toList();
    }
}
