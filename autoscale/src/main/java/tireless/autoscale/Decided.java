package tireless.autoscale;

import java.time.Instant;
import java.util.stream.Collectors;
import tireless.scale.Explanation;

/**
 * A decision about a count, and why.
 *
 * @param at wall time
 */
public record Decided(Instant at, Explanation why) {
    /** All of it in one line. */
    public String summary() {
        return why.lines().stream()
                .map(line ->
                        line.subject().equals(Explanation.DECISION) ? line.text() : line.subject() + ": " + line.text())
                .collect(Collectors.joining("; "));
    }
}
