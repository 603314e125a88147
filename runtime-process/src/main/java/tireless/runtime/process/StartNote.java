package tireless.runtime.process;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.model.BootId;
import tireless.model.RestartMemory;
import tireless.model.Uid;
import tireless.runtime.AttemptRecord;

/**
 * What a driver writes down before a start, for the one that comes after it.
 *
 * @param startedAt time since boot
 * @param wholeGroup whether SIGTERM goes to the whole process group
 * @param leaf the control group that holds the attempt; empty if none does
 * @param memory the control group that limits its memory; empty if none does
 * @param warnings what it is started without, for people; one line each, which an earlier version does not read
 */
record StartNote(
        AttemptRecord record,
        Duration startedAt,
        BootId boot,
        boolean wholeGroup,
        Optional<Path> leaf,
        Optional<Path> memory,
        List<String> warnings) {
    private static final int VERSION = 2;
    private static final String KIND = "attempt ";
    private static final String TITLE = KIND + VERSION;
    private static final String WARNING = "warning ";
    private static final String END = "end";

    String text() {
        Stream<String> lines = Stream.of(
                TITLE,
                "uid " + encoded(record.uid().value()),
                "revision " + record.revision(),
                "failures " + record.memory().failures(),
                "base-delay-nanos " + record.memory().baseDelay().toNanos(),
                "restarts " + record.memory().restarts(),
                "started-at-nanos " + startedAt.toNanos(),
                "boot " + boot,
                "whole-group " + wholeGroup,
                "leaf " + leaf.map(Path::toString).orElse("-"),
                "memory " + memory.map(Path::toString).orElse("-"));
        Stream<String> more = warnings.stream().map(warning -> WARNING + encoded(warning));
        return Stream.of(lines, more, Stream.of(END + "\n"))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Reads {@link #text}; empty if it is torn or of another version. */
    static Optional<StartNote> parse(String text) {
        String whole = text.stripTrailing();
        if (!whole.startsWith(TITLE + "\n") || !whole.endsWith("\n" + END)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        whole.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.put(line.substring(0, space), line.substring(space + 1));
            }
        });
        try {
            RestartMemory memory = new RestartMemory(
                    Integer.parseInt(value(values, "failures")),
                    nanos(value(values, "base-delay-nanos")),
                    Integer.parseInt(value(values, "restarts")));
            AttemptRecord record = new AttemptRecord(
                    new Uid(decoded(value(values, "uid"))), Integer.parseInt(value(values, "revision")), memory);
            return Optional.of(new StartNote(
                    record,
                    nanos(value(values, "started-at-nanos")),
                    new BootId(value(values, "boot")),
                    Boolean.parseBoolean(value(values, "whole-group")),
                    path(values, "leaf"),
                    path(values, "memory"),
                    whole.lines()
                            .filter(line -> line.startsWith(WARNING))
                            .map(line -> decoded(line.substring(WARNING.length())))
                            .toList()));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    /** Whether this is the text of a later version, which this one can not read. */
    static boolean isNewer(String text) {
        return text.startsWith(KIND)
                && WrittenVersion.of(text.substring(KIND.length())).orElse(VERSION) > VERSION;
    }

    private static Duration nanos(String text) {
        return Duration.ofNanos(Long.parseLong(text));
    }

    private static Optional<Path> path(Map<String, String> values, String name) {
        return Optional.of(value(values, name))
                .filter(path -> !path.equals("-"))
                .map(Path::of);
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
