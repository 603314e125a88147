package tireless.runtime.process;

import java.time.Duration;
import java.util.Optional;
import tireless.model.BootId;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;
import tireless.runtime.SettledEnd;

/**
 * What a driver was told of the end of a slot's newest attempt. It lies beside the attempts' folders, as an attempt that could not be
 * started may have none.
 *
 * @param attempt the attempt's number
 * @param hadFolder whether there was a folder of the attempt then: one that came later is of another attempt with this number
 */
record SettledNote(int attempt, boolean hadFolder, BootId boot, SettledEnd settled) {
    private static final String TITLE = "settled 1";

    String text() {
        NoteLines lines = NoteLines.titled(TITLE)
                .add("attempt", attempt)
                .add("folder", hadFolder)
                .add("boot", boot)
                .add(withMemory(settled.record(), settled))
                .add(settled.end())
                .add("next-at-nanos", settled.next().map(next -> next.at().toNanos()))
                .add("next-delay-nanos", settled.next().map(next -> next.delay().toNanos()));
        return lines.text();
    }

    /** What the next attempt begins with; what this one began with is of no use any more. */
    private static AttemptRecord withMemory(AttemptRecord record, SettledEnd settled) {
        return new AttemptRecord(record.uid(), record.revision(), record.run(), settled.memory(), Optional.empty());
    }

    /** Reads {@link #text}; empty if it is torn or of another version. */
    static Optional<SettledNote> parse(String text) {
        try {
            return NoteLines.parse(TITLE, text).map(SettledNote::of);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static SettledNote of(NoteLines lines) {
        AttemptRecord record = lines.record(lines.memory(), Optional.empty());
        Optional<SettledEnd.NextStart> next = lines.perhaps("next-at-nanos")
                .map(_ -> new SettledEnd.NextStart(lines.nanos("next-at-nanos"), lines.nanos("next-delay-nanos")));
        return new SettledNote(
                lines.number("attempt"),
                Boolean.parseBoolean(lines.value("folder")),
                lines.boot(),
                new SettledEnd(record, lines.end(), record.memory(), next));
    }

    /** The same as it is to be seen in boot {@code now}: times of another boot mean nothing, and what was put off is due. */
    SettledEnd asOf(BootId now) {
        if (boot.equals(now)) {
            return settled;
        }
        AttemptEnd end = settled.end().withoutTime();
        Optional<SettledEnd.NextStart> next =
                settled.next().map(_ -> new SettledEnd.NextStart(Duration.ZERO, Duration.ZERO));
        return new SettledEnd(settled.record(), end, settled.memory(), next);
    }
}
