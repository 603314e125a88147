package tireless.gotemplate.parse;

import java.util.Arrays;
import tireless.gotemplate.problem.Position;

/** Lines and columns of one text. */
final class Places {
    private final String name;
    private final int[] lineStarts;

    Places(String name, String text) {
        this.name = name;
        this.lineStarts =
                new int[1 + (int) text.chars().filter(unit -> unit == '\n').count()];
        for (int at = text.indexOf('\n'), line = 1; at >= 0; at = text.indexOf('\n', at + 1), line++) {
            lineStarts[line] = at + 1;
        }
    }

    Position at(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(name, line + 1, offset - lineStarts[line] + 1);
    }
}
