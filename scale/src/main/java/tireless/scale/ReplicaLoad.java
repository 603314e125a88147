package tireless.scale;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of one replica that runs. What is absent is unknown, never zero.
 *
 * @param ready whether it is ready; one that is not measures nothing
 * @param milliCores thousandths of a core, over the last seconds
 * @param memory bytes now
 * @param perSecond items processed per second over the last seconds
 * @param backlog items that wait, as this replica sees them
 * @param inFlight items begun and not finished
 * @param isProtected whether it asked not to be taken in a scale-in
 * @param processed items since it began to count, cumulative
 */
public record ReplicaLoad(
        int ordinal,
        boolean ready,
        OptionalDouble milliCores,
        OptionalLong memory,
        OptionalDouble perSecond,
        OptionalLong backlog,
        OptionalLong inFlight,
        boolean isProtected,
        OptionalLong processed) {
    /** One of whom nobody knows how much it did in all. */
    public ReplicaLoad(
            int ordinal,
            boolean ready,
            OptionalDouble milliCores,
            OptionalLong memory,
            OptionalDouble perSecond,
            OptionalLong backlog,
            OptionalLong inFlight,
            boolean isProtected) {
        this(ordinal, ready, milliCores, memory, perSecond, backlog, inFlight, isProtected, OptionalLong.empty());
    }
}
