package tireless.model;

import java.util.List;
import java.util.Optional;

/**
 * One replica as observed.
 *
 * @param attempt the number of the newest attempt, 0 before the first
 * @param revision the revision that the newest attempt runs, 0 before the first
 * @param restarts how many attempts ended since the resource was created
 * @param statusText what the worker last said of itself ({@code STATUS=}); empty if it said nothing
 * @param warnings what the process runs without, as a limit that this machine can not enforce; for people
 */
public record ReplicaStatus(
        SlotId slot,
        int attempt,
        int revision,
        Phase phase,
        int restarts,
        Optional<Exit> lastExit,
        Throughput throughput,
        String statusText,
        List<String> warnings) {
    public ReplicaStatus {
        warnings = List.copyOf(warnings);
    }

    /** One that lacks nothing. */
    public ReplicaStatus(
            SlotId slot,
            int attempt,
            int revision,
            Phase phase,
            int restarts,
            Optional<Exit> lastExit,
            Throughput throughput,
            String statusText) {
        this(slot, attempt, revision, phase, restarts, lastExit, throughput, statusText, List.of());
    }
}
