package tireless.cli.output;

import java.io.PrintStream;
import java.util.List;

/** Lines on a terminal that are drawn again in the same place. */
public final class LiveLines {
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private int drawn;

    public LiveLines(PrintStream out) {
        this.out = out;
    }

    /** Draws these in place of those that were drawn before. Lines that are too long are cut off by the terminal. */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
        for (int more = lines.size(); more < drawn; more++) {
            text.append(CLEAR_LINE).append('\n');
        }
        out.print(text.append(WRAP));
        out.flush();
        drawn = Math.max(drawn, lines.size());
    }
}
