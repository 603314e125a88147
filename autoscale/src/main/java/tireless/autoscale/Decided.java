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
    /** All of it in one line, but for the counts themselves. */
    public String summary() {
        String count = "%d → %d".formatted(why.from(), why.to());
        return why.lines().stream()
                .filter(line -> !line.text().equals(count))
                .map(line ->
                        line.subject().equals(Explanation.DECISION) ? line.text() : line.subject() + ": " + line.text())
                .collect(Collectors.joining("; "));
    }
}
