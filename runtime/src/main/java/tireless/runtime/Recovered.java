package tireless.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.model.AttemptId;

/**
 * An attempt that a driver found when it was opened.
 *
 * @param record what was remembered before the start; empty if it cannot be read, then all that is known is the slot
 * @param thisBoot whether it was started since the machine's last boot; if not, no time is known
 * @param startedAt time since boot of its start; zero where unknown
 * @param endedAt time since boot of its end, never in the future; empty where it lives or that is unknown
 * @param settled what was made of its end, as {@link RuntimeDriver#remember} was told; empty if nothing was
 * @param remarks what else was noted down of it
 */
public record Recovered(
        AttemptId attempt,
        Optional<AttemptRecord> record,
        boolean thisBoot,
        Duration startedAt,
        Verdict verdict,
        Optional<Duration> endedAt,
        Optional<SettledEnd> settled,
        Remarks remarks) {
    /**
     * What was noted down of an attempt besides its record.
     *
     * @param warnings what could not be done as specified when it was started, and what else was remarked, as in {@link
     *     StartResult.Started}
     * @param heldFor where it listened, if {@link RuntimeDriver#hold} was called for it; else none
     * @param watchdog the interval of {@link RuntimeDriver#noteWatchdog}; empty if it was not called for it
     */
    public record Remarks(List<String> warnings, List<String> heldFor, Optional<Duration> watchdog) {
        public static final Remarks NONE = new Remarks(List.of(), List.of(), Optional.empty());

        public Remarks {
            warnings = List.copyOf(warnings);
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
        this(attempt, record, thisBoot, startedAt, verdict, endedAt, settled, Remarks.NONE);
    }

    /** The same where more is known. */
    public Recovered withVerdict(Verdict other) {
        return new Recovered(attempt, record, thisBoot, startedAt, other, endedAt, settled, remarks);
    }

    /** The same where more was noted down. */
    public Recovered withWarnings(List<String> more) {
        Remarks all = new Remarks(
                Stream.concat(remarks.warnings().stream(), more.stream()).toList(),
                remarks.heldFor(),
                remarks.watchdog());
        return new Recovered(attempt, record, thisBoot, startedAt, verdict, endedAt, settled, all);
    }

    public List<String> warnings() {
        return remarks.warnings();
    }

    public List<String> heldFor() {
        return remarks.heldFor();
    }

    public Optional<Duration> watchdog() {
        return remarks.watchdog();
    }
}
