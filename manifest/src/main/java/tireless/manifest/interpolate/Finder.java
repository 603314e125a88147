package tireless.manifest.interpolate;

import java.util.List;
import tireless.manifest.yaml.Scalar;
import tireless.model.Location;

/** Finds where in the lines of a scalar its references stand, in their order. It goes through the text once. */
final class Finder {
    private static final int MOST_HIDDEN = 20;

    private final List<String> lines;
    private final Scalar scalar;
    private int line;
    /** Where to go on in the line: characters of Java, and the column that they make. */
    private int offset;

    private int column;
    private int hidden;

    Finder(List<String> lines, Scalar scalar) {
        this.lines = lines;
        this.scalar = scalar;
        this.line = scalar.at().line();
        this.column = scalar.at().column();
        String first = line <= lines.size() ? lines.get(line - 1) : "";
        this.offset = first.offsetByCodePoints(0, Math.min(column - 1, first.codePointCount(0, first.length())));
    }

    /** The place of the next {@code written}; the scalar's own place where an escape hides it. */
    Location next(String written) {
        int from = offset;
        for (int number = line; hidden < MOST_HIDDEN && number <= last(); number++, from = 0) {
            String text = lines.get(number - 1);
            int found = text.indexOf(written, from);
            if (found >= 0) {
                boolean same = number == line;
                column = (same ? column : 1) + text.codePointCount(same ? offset : 0, found);
                Location place = new Location(scalar.at().source(), number, column);
                line = number;
                offset = found + 1;
                column++;
                return place;
            }
        }
        hidden++;
        return scalar.at();
    }

    private int last() {
        return Math.min(scalar.lastLine(), lines.size());
    }
}
