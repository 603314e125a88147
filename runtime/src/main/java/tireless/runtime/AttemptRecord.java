package tireless.runtime;

import java.util.Optional;
import tireless.model.RestartMemory;
import tireless.model.Uid;

/**
 * What the control plane wants to know of an attempt after it has itself been killed; written before the start.
 *
 * @param revision the revision that the attempt runs
 * @param run names what the attempt runs: the same for revisions that differ in other things alone; empty where unknown
 * @param memory the failures before this attempt
 * @param before how the attempt before it ended; empty for the first one, or where unknown
 */
public record AttemptRecord(Uid uid, int revision, String run, RestartMemory memory, Optional<AttemptEnd> before) {
    /** The first attempt of a slot that runs something without a name. */
    public AttemptRecord(Uid uid, int revision, RestartMemory memory) {
        this(uid, revision, "", memory, Optional.empty());
    }
}
