package tireless.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.linux.AtomicFile;
import tireless.linux.Fifo;
import tireless.model.BootId;

/** The files of one attempt; what each means is said in {@code keeper.sh}. Whatever is torn reads as absent. */
record AttemptFolder(Path path) {
    private static final String EXIT_VERSION = "1 ";
    private static final String EXIT_END = " .";
    private static final String WATCHDOG = "watchdog";

    Path alive() {
        return path.resolve("alive");
    }

    Path log() {
        return path.resolve("log");
    }

    /** Makes the folder, with all that the keeper needs and that is the same for every attempt. */
    void make() throws IOException {
        Files.createDirectory(path, Home.PRIVATE_FOLDER);
        Files.createFile(log(), Home.PRIVATE_FILE);
        Fifo.make(alive());
    }

    void write(StartNote note) throws IOException {
        writeNew("record", note.text());
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    Optional<StartNote> note() throws IOException {
        return read("record").flatMap(StartNote::parse);
    }

    /** When the keeper wrote down the exit, wall time; empty if it did not. */
    Optional<Instant> exitWrittenAt() throws IOException {
        return writtenAt("exit");
    }

    /** When the start was noted, wall time; empty if it was not. */
    Optional<Instant> noteWrittenAt() throws IOException {
        return writtenAt("record");
    }

    private Optional<Instant> writtenAt(String name) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path.resolve(name)).toInstant());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** The keeper; empty if nobody has the attempt yet, or if it was not the keeper who took it. */
    Optional<ProcessIdentity> keeper() throws IOException {
        return read("claim").flatMap(ProcessIdentity::parse);
    }

    /** The main process; empty if the command was never run so far. */
    Optional<ProcessIdentity> main() throws IOException {
        return read("pid").flatMap(ProcessIdentity::parse);
    }

    /** Whether the main process lives, in the boot that is the present one. */
    boolean lives(BootId boot) throws IOException {
        Optional<ProcessIdentity> main = main();
        return main.isPresent() && main.get().alive(boot).isPresent();
    }

    /** The exit status as the shell saw it. */
    OptionalInt exit() throws IOException {
        String text = read("exit").map(String::strip).orElse("");
        if (!text.startsWith(EXIT_VERSION) || !text.endsWith(EXIT_END) || text.length() <= 3) {
            return OptionalInt.empty();
        }
        try {
            String status = text.substring(EXIT_VERSION.length(), text.length() - EXIT_END.length());
            return OptionalInt.of(Integer.parseInt(status));
        } catch (NumberFormatException torn) {
            return OptionalInt.empty();
        }
    }

    /** Where it listened when it was stopped for that; none if it was not. */
    List<String> held() throws IOException {
        List<String> lines = read("held").orElse("").lines().toList();
        boolean whole = lines.size() > 1 && lines.getLast().equals(".");
        return whole ? lines.subList(0, lines.size() - 1) : List.of();
    }

    /** Notes down that it is stopped for where it listens; the first note stays. */
    void hold(List<String> endpoints) throws IOException {
        try {
            writeNew("held", String.join("\n", endpoints) + "\n.\n");
        } catch (FileAlreadyExistsException noted) {
            // Of a server that was killed before it could stop the attempt.
        }
    }

    /** Notes down that it was told of its limit of processes and threads; false if that was noted before. */
    boolean noteForkLimit() throws IOException {
        try {
            writeNew("fork-limit", "");
            return true;
        } catch (FileAlreadyExistsException noted) {
            return false;
        }
    }

    /** The interval of the heartbeats that it asked for; empty if it asked for none. */
    Optional<Duration> watchdog() throws IOException {
        List<String> lines = read(WATCHDOG).orElse("").lines().toList();
        if (lines.size() != 2 || !lines.getLast().equals(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(lines.getFirst()));
        } catch (DateTimeParseException torn) {
            return Optional.empty();
        }
    }

    /** Notes it down in place of what was there; nothing, where the folder is gone. */
    void noteWatchdog(Duration interval) throws IOException {
        try {
            AtomicFile.write(path.resolve(WATCHDOG), interval + "\n.\n");
        } catch (NoSuchFileException gone) {
            // It has ended, and nobody waits for its heartbeat.
        }
    }

    /**
     * The file that a later version of this program has written in a form which this one can not read, so that nothing can be
     * concluded from what seems to be missing; empty if there is none.
     */
    Optional<String> newerFile() throws IOException {
        for (String name : List.of("record", "claim", "pid")) {
            if (read(name).filter(text -> isNewer(name, text)).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean isNewer(String name, String text) {
        return name.equals("record") ? StartNote.isNewer(text) : ProcessIdentity.isNewer(text);
    }

    /** Takes the attempt, so that no keeper ever runs it; false if somebody has it already. */
    boolean takeClaim() throws IOException {
        try {
            writeNew("claim", "1 void\n");
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private void writeNew(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, Home.PRIVATE_FILE)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(path.resolve(name)), StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }
}
