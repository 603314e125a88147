package tireless.stack;

import java.util.List;
import tireless.model.Problem;

/**
 * What can be kept or run, and everything that is wrong: the problems of the reading too.
 *
 * @param resources those without an error of their own, in the order of the manifests
 */
public record Resolution(List<ResolvedResource> resources, List<Problem> problems) {
    public Resolution {
        resources = List.copyOf(resources);
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
