package tireless.manifest.interpolate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.yaml.Scalar;
import tireless.model.Location;

/** Finds where in the lines of a scalar its references stand, one after the other. */
final class Finder {
    private final List<String> lines;
    private final Scalar scalar;
    private final Map<String, Location> last = new HashMap<>();

    Finder(List<String> lines, Scalar scalar) {
        this.lines = lines;
        this.scalar = scalar;
    }

    /** The place of the next {@code written}; the scalar's own place where an escape hides it. */
    Location next(String written) {
        Location previous = last.get(written);
        int line = previous == null ? scalar.at().line() : previous.line();
        int column = previous == null ? scalar.at().column() : previous.column() + 1;
        for (; line <= Math.min(scalar.lastLine(), lines.size()); line++, column = 1) {
            String text = lines.get(line - 1);
            int characters = text.codePointCount(0, text.length());
            int from = text.offsetByCodePoints(0, Math.min(column - 1, characters));
            int found = text.indexOf(written, from);
            if (found >= 0) {
                Location place = new Location(scalar.at().source(), line, text.codePointCount(0, found) + 1);
                last.put(written, place);
                return place;
            }
        }
        return scalar.at();
    }
}
