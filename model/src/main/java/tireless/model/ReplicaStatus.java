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
        Findings findings) {
    /** The attempt that lives, be it that it shall end; empty if none is known to. */
    public Optional<AttemptId> living() {
        return switch (phase) {
            case Phase.Running _, Phase.Stopping _ -> Optional.of(new AttemptId(slot, attempt));
            case Phase.Pending _,
                    Phase.Waiting _,
                    Phase.Starting _,
                    Phase.BackingOff _,
                    Phase.Unsettled _,
                    Phase.Held _,
                    Phase.Stopped _,
                    Phase.Finished _ -> Optional.empty();
        };
    }

    /** What it takes of the machine. */
    public ReplicaUse use() {
        return findings.use();
    }

    /** The same with what it takes of the machine. */
    public ReplicaStatus with(ReplicaUse next) {
        return new ReplicaStatus(slot, attempt, revision, phase, restarts, lastExit, report, findings.with(next));
    }
}
