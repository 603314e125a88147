package tireless.runtime;

import tireless.model.RestartMemory;
import tireless.model.Uid;

/**
 * What the control plane wants to know of an attempt after it has itself been killed; written before the start.
 *
 * @param revision the revision that the attempt runs
 * @param memory the failures before this attempt
 */
public record AttemptRecord(Uid uid, int revision, RestartMemory memory) {}
