package tireless.manifest.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;

/** Collects every problem of a reading, so that the user sees all of them at once. Not for use by many threads. */
public final class Problems {
    private static final Comparator<Location> BY_PLACE =
            Comparator.comparingInt(Location::line).thenComparingInt(Location::column);

    private final Set<Problem> found = new LinkedHashSet<>();

    public void error(String code, Location at, String message, String hint) {
        error(code, at, message, hint, Optional.empty());
    }

    public void error(String code, Location at, String message, String hint, Optional<Fix> fix) {
        add(new Problem(Severity.ERROR, code, at, message, Optional.of(hint), fix));
    }

    public void error(String code, Location at, String message) {
        add(new Problem(Severity.ERROR, code, at, message, Optional.empty()));
    }

    public void warning(String code, Location at, String message, String hint) {
        warning(code, at, message, hint, Optional.empty());
    }

    public void warning(String code, Location at, String message, String hint, Optional<Fix> fix) {
        add(new Problem(Severity.WARNING, code, at, message, Optional.of(hint), fix));
    }

    public void warning(String code, Location at, String message) {
        add(new Problem(Severity.WARNING, code, at, message, Optional.empty()));
    }

    /** Adds a problem; the same one twice is one. */
    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public int count() {
        return found.size();
    }

    /** All problems: sources in the order of their first problem, and by line within each. */
    public List<Problem> inOrder() {
        List<String> sources = found.stream()
                .map(problem -> problem.location().source())
                .distinct()
                .toList();
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(
                        (Problem problem) -> sources.indexOf(problem.location().source()))
                .thenComparing(Problem::location, BY_PLACE));
        return List.copyOf(sorted);
    }
}
