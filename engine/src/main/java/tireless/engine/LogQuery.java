package tireless.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which lines of a resource's replicas are asked for.
 *
 * @param back how many of the last lines of each replica
 * @param since none of these that was surely written before; empty counts them all
 * @param after by replica the {@link ReplicaLine#position} of a line that was handed over before: such a replica goes on exactly
 *     behind it, however many lines that are
 * @param follow whether to go on with what comes later, also from replicas that come later
 */
public record LogQuery(int back, Optional<Instant> since, Map<String, String> after, boolean follow) {
    public LogQuery {
        after = Map.copyOf(after);
    }

    /** The last lines alone. */
    public static LogQuery last(int back) {
        return new LogQuery(back, Optional.empty(), Map.of(), false);
    }

    /** The last lines, and what comes later. */
    public static LogQuery following(int back) {
        return new LogQuery(back, Optional.empty(), Map.of(), true);
    }
}
