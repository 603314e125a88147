package tireless.stack;

import java.util.List;
import tireless.model.Problem;

/**
 * What can run, and everything that is wrong: the problems of the reading too.
 *
 * @param workers those without an error of their own, in the order of the manifests
 */
public record Resolution(List<ResolvedWorker> workers, List<Problem> problems) {
    public Resolution {
        workers = List.copyOf(workers);
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
