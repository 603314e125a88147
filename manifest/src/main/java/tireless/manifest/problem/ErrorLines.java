package tireless.manifest.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import tireless.model.Problem;

/** The lines with errors: tells quickly whether a part of a source has one. */
public final class ErrorLines {
    private final Map<String, NavigableSet<Integer>> lines = new HashMap<>();

    public ErrorLines(List<Problem> problems) {
        problems.stream()
                .filter(Problem::isError)
                .forEach(error -> lines.computeIfAbsent(error.location().source(), _ -> new TreeSet<>())
                        .add(error.location().line()));
    }

    /** Whether there is an error from {@code first} to {@code last}, both included. */
    public boolean within(String source, int first, int last) {
        NavigableSet<Integer> found = lines.get(source);
        Integer next = found == null ? null : found.ceiling(first);
        return next != null && next <= last;
    }
}
