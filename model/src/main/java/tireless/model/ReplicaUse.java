package tireless.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a living replica takes of the machine, with everything that it started. An absent value is unknown, never zero.
 *
 * @param milliCores thousandths of a core, over the last seconds
 * @param memory bytes now
 */
public record ReplicaUse(OptionalDouble milliCores, OptionalLong memory) {
    public static final ReplicaUse UNKNOWN = new ReplicaUse(OptionalDouble.empty(), OptionalLong.empty());
}
