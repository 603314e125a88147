package tireless.runtime.process;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.model.RestartMemory;
import tireless.model.Uid;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;

/**
 * A small file of lines {@code name value} between a title and the line {@code end}, without which it is torn. A reader knows the
 * lines that it asks for, and no others: so later versions may add some.
 */
final class NoteLines {
    private static final String END = "end";
    private static final String NONE = "-";

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();

    private NoteLines() {}

    /** An empty file to be written. */
    static NoteLines titled(String title) {
        NoteLines notes = new NoteLines();
        notes.lines.add(title);
        return notes;
    }

    /** Reads {@link #text}; empty if it is torn or has another title. */
    static Optional<NoteLines> parse(String title, String text) {
        String whole = text.stripTrailing();
        if (!whole.startsWith(title + "\n") || !whole.endsWith("\n" + END)) {
            return Optional.empty();
        }
        NoteLines notes = new NoteLines();
        whole.lines().forEach(line -> {
            notes.lines.add(line);
            int space = line.indexOf(' ');
            if (space > 0) {
                notes.values.put(line.substring(0, space), line.substring(space + 1));
            }
        });
        return Optional.of(notes);
    }

    String text() {
        return String.join("\n", lines) + "\n" + END + "\n";
    }

    NoteLines add(String name, Object value) {
        lines.add(name + " " + value);
        return this;
    }

    NoteLines add(String name, Optional<?> value) {
        return add(name, value.<Object>map(known -> known).orElse(NONE));
    }

    /** A line for each of these texts. */
    NoteLines addEach(String name, List<String> texts) {
        texts.forEach(text -> add(name, encoded(text)));
        return this;
    }

    NoteLines add(AttemptRecord record) {
        return add("uid", encoded(record.uid().value()))
                .add("revision", record.revision())
                .add(record.memory())
                .add(
                        "run",
                        Optional.of(record.run()).filter(run -> !run.isEmpty()).map(NoteLines::encoded));
    }

    NoteLines add(RestartMemory memory) {
        return add("failures", memory.failures())
                .add("base-delay-nanos", memory.baseDelay().toNanos())
                .add("restarts", memory.restarts());
    }

    /** An end, which is of the boot that the file is of. */
    NoteLines add(AttemptEnd end) {
        String exit = switch (end.exit()) {
            case Exit.Status(int status) -> "status " + status;
            case Exit.Killed(int signal) -> "killed " + signal;
            case Exit.OutOfMemory() -> "out-of-memory " + NONE;
            case Exit.NotStarted(String cause) -> "not-started " + encoded(cause);
            case Exit.Unknown(String cause) -> "unknown " + encoded(cause);
        };
        return add("exit", exit)
                .add("ended-at-nanos", end.at().toNanos())
                .add("sends-ready", end.sendsReady())
                .add(
                        "said",
                        Optional.of(end.said()).filter(said -> !said.isEmpty()).map(NoteLines::encoded));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if there is no such line, as all readers here */
    String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /** Empty where a writer had none, or did not know the line. */
    Optional<String> perhaps(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.equals(NONE));
    }

    /** What {@link #addEach} has added. */
    List<String> each(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> decoded(line.substring(name.length() + 1)))
                .toList();
    }

    int number(String name) {
        return Integer.parseInt(value(name));
    }

    Duration nanos(String name) {
        return Duration.ofNanos(Long.parseLong(value(name)));
    }

    BootId boot() {
        return new BootId(value("boot"));
    }

    AttemptRecord record(RestartMemory memory, Optional<AttemptEnd> before) {
        return new AttemptRecord(
                new Uid(decoded(value("uid"))),
                number("revision"),
                perhaps("run").map(NoteLines::decoded).orElse(""),
                memory,
                before);
    }

    RestartMemory memory() {
        return new RestartMemory(number("failures"), nanos("base-delay-nanos"), number("restarts"));
    }

    AttemptEnd end() {
        String text = value("exit");
        int space = text.indexOf(' ');
        String detail = text.substring(space + 1);
        Exit exit = switch (text.substring(0, Math.max(0, space))) {
            case "status" -> new Exit.Status(Integer.parseInt(detail));
            case "killed" -> new Exit.Killed(Integer.parseInt(detail));
            case "out-of-memory" -> new Exit.OutOfMemory();
            case "not-started" -> new Exit.NotStarted(decoded(detail));
            default -> new Exit.Unknown(decoded(detail));
        };
        return new AttemptEnd(
                exit,
                nanos("ended-at-nanos"),
                Boolean.parseBoolean(value("sends-ready")),
                perhaps("said").map(NoteLines::decoded).orElse(""));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
