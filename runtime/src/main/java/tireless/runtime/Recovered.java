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
 * @param warnings what could not be done as specified when it was started, as in {@link StartResult.Started}
 */
public record Recovered(
        AttemptId attempt,
        Optional<AttemptRecord> record,
        Duration startedAt,
        Verdict verdict,
        List<String> warnings) {
    public Recovered {
        warnings = List.copyOf(warnings);
    }

    /** One that was started just as specified. */
    public Recovered(AttemptId attempt, Optional<AttemptRecord> record, Duration startedAt, Verdict verdict) {
        this(attempt, record, startedAt, verdict, List.of());
    }
}
