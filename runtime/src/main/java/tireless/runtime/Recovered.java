package tireless.runtime;

import java.time.Duration;
import java.util.Optional;
import tireless.model.AttemptId;

/**
 * An attempt that a driver found when it was opened.
 *
 * @param record what was remembered before the start; empty if it cannot be read, then all that is known is the slot
 * @param startedAt time since boot of its start; zero where unknown or of another boot
 */
public record Recovered(AttemptId attempt, Optional<AttemptRecord> record, Duration startedAt, Verdict verdict) {}
