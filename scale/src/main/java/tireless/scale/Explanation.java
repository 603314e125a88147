package tireless.scale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why the count is what it is, with every number that went in.
 *
 * @param from the count before
 * @param to the count after
 * @param lines in the order in which the count was found: each trigger, then what changed their largest demand
 * @param until the next change that only time brings, from this look on; empty where only other numbers can bring one
 */
public record Explanation(int from, int to, List<Line> lines, Optional<Duration> until) {
    public Explanation {
        lines = List.copyOf(lines);
    }

    /**
     * One step.
     *
     * @param subject the trigger as it is shown to people, or {@code decision}
     * @param text without a full stop
     */
    public record Line(String subject, String text) {}

    /** What lines say that concern no single trigger. */
    public static final String DECISION = "decision";

    /** All of it in one text, to be stored and shown: a line for each step, its subject before a colon. */
    public String text() {
        return lines.stream().map(line -> line.subject() + ": " + line.text()).collect(Collectors.joining("\n"));
    }
}
