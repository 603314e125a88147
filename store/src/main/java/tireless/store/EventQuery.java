package tireless.store;

import java.util.Optional;
import java.util.OptionalLong;
import tireless.model.ResourceKey;

/**
 * Which events to read.
 *
 * @param resource events of this one only; empty is all
 * @param before only events with a sequence below this; empty is from the newest
 * @param after only events with a sequence above this
 * @param limit at most so many, from the newest
 */
public record EventQuery(Optional<ResourceKey> resource, OptionalLong before, long after, int limit) {
    public EventQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit must be at least 1: " + limit);
        }
    }

    /** The newest events of all resources. */
    public static EventQuery newest(int limit) {
        return new EventQuery(Optional.empty(), OptionalLong.empty(), 0, limit);
    }

    /** The newest events of one resource, over all its uids. */
    public static EventQuery of(ResourceKey resource, int limit) {
        return new EventQuery(Optional.of(resource), OptionalLong.empty(), 0, limit);
    }

    /** The page that follows the event with this sequence, towards the past. */
    public EventQuery before(long sequence) {
        return new EventQuery(resource, OptionalLong.of(sequence), after, limit);
    }

    /** Only what was recorded after the event with this sequence. */
    public EventQuery after(long sequence) {
        return new EventQuery(resource, before, sequence, limit);
    }
}
