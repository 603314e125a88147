package tireless.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.AttemptId;

/**
 * An attempt that a driver found when it was opened.
 *
 * @param record what was remembered before the start; empty if it cannot be read, then all that is known is the slot
 * @param thisBoot whether it was started since the machine's last boot; if not, no time is known
 * @param startedAt time since boot of its start; zero where unknown
 * @param endedAt time since boot of its end, never in the future; empty where it lives or that is unknown
 * @param settled what was made of its end, as {@link RuntimeDriver#remember} was told; empty if nothing was
 * @param warnings what could not be done as specified when it was started, as in {@link StartResult.Started}
 */
public record Recovered(
        AttemptId attempt,
        Optional<AttemptRecord> record,
        boolean thisBoot,
        Duration startedAt,
        Verdict verdict,
        Optional<Duration> endedAt,
        Optional<SettledEnd> settled,
        List<String> warnings) {
    public Recovered {
        warnings = List.copyOf(warnings);
    }

    /** One that was started just as specified. */
    public Recovered(
            AttemptId attempt,
            Optional<AttemptRecord> record,
            boolean thisBoot,
            Duration startedAt,
            Verdict verdict,
            Optional<Duration> endedAt,
            Optional<SettledEnd> settled) {
        this(attempt, record, thisBoot, startedAt, verdict, endedAt, settled, List.of());
    }
}
