package tireless.manifest.interpolate;

import java.util.LinkedHashSet;
import java.util.Set;
import tireless.model.Location;

/** Where one variable is used: the first place, and the other lines in their order. */
final class Uses {
    private static final int MOST_LINES = 20;

    private final Location first;
    private final Set<Integer> others = new LinkedHashSet<>();

    Uses(Location first) {
        this.first = first;
    }

    void add(Location at) {
        if (at.line() != first.line()) {
            others.add(at.line());
        }
    }

    Location first() {
        return first;
    }

    /** {@code ; it is used on line 7, 9 too}, or nothing. */
    String others() {
        if (others.isEmpty()) {
            return "";
        }
        String listed = String.join(
                ", ", others.stream().limit(MOST_LINES).map(String::valueOf).toList());
        String more = others.size() > MOST_LINES ? " and on %d more".formatted(others.size() - MOST_LINES) : "";
        return "; it is used on line " + listed + more + " too";
    }
}
