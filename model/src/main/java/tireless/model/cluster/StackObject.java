package tireless.model.cluster;

import java.util.Optional;

/**
 * An object that a stack makes of a workload, of any kind that the cluster knows.
 *
 * @param yaml as rendered; of one object, without a status
 * @param success when it has done what it is for, as a {@link StateCondition} is written
 * @param failure when it can not do that any more
 */
public record StackObject(String yaml, Optional<String> success, Optional<String> failure) {
    /** One of which the stack says no more. */
    public StackObject(String yaml) {
        this(yaml, Optional.empty(), Optional.empty());
    }
}
