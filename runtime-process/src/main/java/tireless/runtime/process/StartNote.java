package tireless.runtime.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.model.BootId;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;

/**
 * What a driver writes down before a start, for the one that comes after it.
 *
 * @param startedAt time since boot
 * @param wholeGroup whether SIGTERM goes to the whole process group
 * @param leaf the control group that holds the attempt; empty if none does
 * @param memory the control group that limits its memory; empty if none does
 * @param warnings what it is started without, for people; one line each, which an earlier version does not read
 * @param remarks how else it runs, for people, in the same way
 */
record StartNote(
        AttemptRecord record,
        Duration startedAt,
        BootId boot,
        boolean wholeGroup,
        Optional<Path> leaf,
        Optional<Path> memory,
        List<String> warnings,
        List<String> remarks) {
    private static final int VERSION = 2;
    private static final String KIND = "attempt ";
    private static final String TITLE = KIND + VERSION;
    private static final String REMARK = "remark";
    private static final String EARLIER_REMARK = "paths";

    String text() {
        NoteLines lines = NoteLines.titled(TITLE)
                .add(record)
                .add("started-at-nanos", startedAt.toNanos())
                .add("boot", boot)
                .add("whole-group", wholeGroup)
                .add("leaf", leaf)
                .add("memory", memory)
                .addEach("warning", warnings)
                .addEach(REMARK, remarks);
        record.before().ifPresent(lines::add);
        return lines.text();
    }

    /** Reads {@link #text}; empty if it is torn or of another version. */
    static Optional<StartNote> parse(String text) {
        try {
            return NoteLines.parse(TITLE, text).map(StartNote::of);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static StartNote of(NoteLines lines) {
        Optional<AttemptEnd> before = lines.perhaps("exit").map(_ -> lines.end());
        return new StartNote(
                lines.record(lines.memory(), before),
                lines.nanos("started-at-nanos"),
                lines.boot(),
                Boolean.parseBoolean(lines.value("whole-group")),
                lines.perhaps("leaf").map(Path::of),
                lines.perhaps("memory").map(Path::of),
                lines.each("warning"),
                remarks(lines));
    }

    /** An earlier version had the way of the platform's paths alone, on a line of its own. */
    private static List<String> remarks(NoteLines lines) {
        return Stream.concat(
                        lines.each(EARLIER_REMARK).stream().map(way -> EARLIER_REMARK + ": " + way),
                        lines.each(REMARK).stream())
                .toList();
    }

    /** The control group that holds the attempt, if it is still there. */
    Optional<Leaf> group() {
        return leaf.flatMap(Leaf::at);
    }

    /** Whether this is the text of a later version, which this one can not read. */
    static boolean isNewer(String text) {
        return text.startsWith(KIND)
                && WrittenVersion.of(text.substring(KIND.length())).orElse(VERSION) > VERSION;
    }
}
