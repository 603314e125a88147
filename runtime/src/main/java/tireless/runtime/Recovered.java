package tireless.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.AttemptId;

/**
 * An attempt that a driver found when it was opened.
 *
 * @param record what was remembered before the start; empty if it cannot be read, then all that is known is the slot
 * @param startedAt time since boot of its start; zero where unknown or of another boot
 * @param heldFor where it listened, if {@link RuntimeDriver#hold} was called for it; else none
 */
public record Recovered(
        AttemptId attempt, Optional<AttemptRecord> record, Duration startedAt, Verdict verdict, List<String> heldFor) {
    public Recovered {
        heldFor = List.copyOf(heldFor);
    }

    /** One that was not held. */
    public Recovered(AttemptId attempt, Optional<AttemptRecord> record, Duration startedAt, Verdict verdict) {
        this(attempt, record, startedAt, verdict, List.of());
    }
}
