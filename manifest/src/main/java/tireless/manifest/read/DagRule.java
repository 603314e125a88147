package tireless.manifest.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Job.Dependency;
import tireless.manifest.problem.Nearest;
import tireless.manifest.problem.Problems;

/** Jobs have names of their own, depend on jobs that exist, and not on themselves by any way round. */
final class DagRule {
    private static final int MOST_LOOKED_FOR = 50;

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<Job> dag;
    private final Problems problems;
    private int unknown;

    DagRule(List<Job> dag, Problems problems) {
        this.dag = dag;
        this.problems = problems;
    }

    /**
     * Reports what is wrong.
     *
     * @param whole whether every job could be read; otherwise a dependency may name one that could not
     */
    void check(boolean whole) {
        dag.forEach(this::checkName);
        if (whole) {
            dag.forEach(this::checkDependencies);
        }
        cycle().ifPresent(this::reportCycle);
    }

    private void checkName(Job job) {
        Job other = jobs.putIfAbsent(job.name(), job);
        if (other != null) {
            problems.error(
                    "duplicate-job",
                    job.at(),
                    "a job `%s` is already described on line %d"
                            .formatted(job.name(), other.at().line()),
                    "give one of the two another name");
        }
    }

    private void checkDependencies(Job job) {
        for (Dependency dependency : job.dependencies()) {
            if (!jobs.containsKey(dependency.job())) {
                // To look for the nearest of a thousand names a thousand times helps nobody.
                Set<String> near = ++unknown > MOST_LOOKED_FOR ? Set.of() : jobs.keySet();
                problems.error(
                        "unknown-job",
                        dependency.at(),
                        "there is no job `%s` in this Workflow".formatted(dependency.job()),
                        Nearest.hint(dependency.job(), near),
                        Nearest.certain(dependency.job(), near)
                                .filter(name -> !name.equals(job.name()))
                                .map(name -> Corrections.replace(dependency.at(), dependency.job(), name)));
            }
        }
    }

    /** One way round, without its end; the rest of it is what its last job depends on. Jobs that can start are taken away first. */
    private Optional<List<Dependency>> cycle() {
        Map<String, List<Dependency>> waiting = new LinkedHashMap<>();
        jobs.forEach((name, job) -> waiting.put(
                name,
                new ArrayList<>(job.dependencies().stream()
                        .filter(dependency -> jobs.containsKey(dependency.job()))
                        .toList())));
        Map<String, List<String>> dependants = new HashMap<>();
        waiting.forEach((name, dependencies) -> dependencies.forEach(dependency -> dependants
                .computeIfAbsent(dependency.job(), _ -> new ArrayList<>())
                .add(name)));
        ArrayDeque<String> ready = new ArrayDeque<>(waiting.keySet().stream()
                .filter(name -> waiting.getOrDefault(name, List.of()).isEmpty())
                .toList());
        while (!ready.isEmpty()) {
            String done = ready.remove();
            waiting.remove(done);
            for (String name : dependants.getOrDefault(done, List.of())) {
                List<Dependency> left = waiting.getOrDefault(name, List.of());
                boolean removed = left.removeIf(dependency -> dependency.job().equals(done));
                if (removed && left.isEmpty()) {
                    ready.add(name);
                }
            }
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(follow(waiting));
    }

    /** Goes from one waiting job to the next until it comes to one for the second time. */
    private static List<Dependency> follow(Map<String, List<Dependency>> waiting) {
        List<Dependency> way = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String at = waiting.keySet().iterator().next();
        while (seen.add(at)) {
            Dependency next = waiting.getOrDefault(at, List.of()).getFirst();
            way.add(next);
            at = next.job();
        }
        String start = at;
        int last = way.size() - 1;
        int first = last;
        while (first > 0 && !way.get(first - 1).job().equals(start)) {
            first--;
        }
        return way.subList(first, last + 1);
    }

    private void reportCycle(List<Dependency> way) {
        String start = way.getLast().job();
        List<String> names = new ArrayList<>(List.of(start));
        way.forEach(dependency -> names.add(dependency.job()));
        problems.error(
                "job-cycle",
                way.getFirst().at(),
                "the jobs wait for each other: " + String.join(" → ", names),
                "remove one of these dependencies");
    }
}
