package tireless.scale;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of one replica that runs. What is absent is unknown, never zero.
 *
 * @param ready whether it is ready; one that is not measures nothing
 * @param milliCores thousandths of a core, over the last seconds
 * @param memory bytes now
 * @param work what it says that it does
 * @param isProtected whether it asked not to be taken in a scale-in
 */
public record ReplicaLoad(
        int ordinal, boolean ready, OptionalDouble milliCores, OptionalLong memory, Work work, boolean isProtected) {
    /**
     * What a replica says of its work.
     *
     * @param perSecond items processed per second over the last seconds
     * @param processed items since it began to count, cumulative
     * @param backlog items that wait, as this replica sees them
     * @param inFlight items begun and not finished
     */
    public record Work(OptionalDouble perSecond, OptionalLong processed, OptionalLong backlog, OptionalLong inFlight) {
        /** It says nothing. */
        public static final Work UNKNOWN =
                new Work(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

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
        this(
                ordinal,
                ready,
                milliCores,
                memory,
                new Work(perSecond, OptionalLong.empty(), backlog, inFlight),
                isProtected);
    }

    OptionalDouble perSecond() {
        return work.perSecond();
    }

    OptionalLong processed() {
        return work.processed();
    }

    OptionalLong backlog() {
        return work.backlog();
    }

    OptionalLong inFlight() {
        return work.inFlight();
    }
}
