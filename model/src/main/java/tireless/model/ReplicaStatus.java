package tireless.model;

import java.util.Optional;

/**
 * One replica as observed.
 *
 * @param attempt the number of the newest attempt, 0 before the first
 * @param revision the revision that the newest attempt runs, 0 before the first
 * @param restarts how many attempts ended since the resource was created
 */
public record ReplicaStatus(
        SlotId slot,
        int attempt,
        int revision,
        Phase phase,
        int restarts,
        Optional<Exit> lastExit,
        SelfReport report,
        Findings findings) {}
