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
 * @param noted what else was noted down of it
 */
public record Recovered(
        AttemptId attempt,
        Optional<AttemptRecord> record,
        boolean thisBoot,
        Duration startedAt,
        Verdict verdict,
        Optional<Duration> endedAt,
        Optional<SettledEnd> settled,
        Noted noted) {
    /**
     * What was noted down of an attempt besides its record.
     *
     * @param warnings what could not be done as specified when it was started, as in {@link StartResult.Started}
     * @param remarks what else was told of how it runs, as there
     * @param heldFor where it listened, if {@link RuntimeDriver#hold} was called for it; else none
     * @param watchdog the interval of {@link RuntimeDriver#noteWatchdog}; empty if it was not called for it
     */
    public record Noted(
            List<String> warnings, List<String> remarks, List<String> heldFor, Optional<Duration> watchdog) {
        public static final Noted NONE = new Noted(List.of(), List.of(), List.of(), Optional.empty());

        public Noted {
            warnings = List.copyOf(warnings);
            remarks = List.copyOf(remarks);
            heldFor = List.copyOf(heldFor);
        }
    }

    /** One of which nothing more was noted down. */
    public Recovered(
            AttemptId attempt,
            Optional<AttemptRecord> record,
            boolean thisBoot,
            Duration startedAt,
            Verdict verdict,
            Optional<Duration> endedAt,
            Optional<SettledEnd> settled) {
        this(attempt, record, thisBoot, startedAt, verdict, endedAt, settled, Noted.NONE);
    }

    /** The same where more is known. */
    public Recovered withVerdict(Verdict other) {
        return new Recovered(attempt, record, thisBoot, startedAt, other, endedAt, settled, noted);
    }

    public List<String> warnings() {
        return noted.warnings();
    }

    public List<String> remarks() {
        return noted.remarks();
    }

    public List<String> heldFor() {
        return noted.heldFor();
    }

    public Optional<Duration> watchdog() {
        return noted.watchdog();
    }
}
