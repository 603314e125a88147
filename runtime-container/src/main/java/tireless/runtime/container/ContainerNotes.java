package tireless.runtime.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.linux.AtomicFile;
import tireless.linux.ProcessStat;
import tireless.model.BootId;

/**
 * Which containers there may be: a note is written before a container can come to be, and removed when it is known to be gone. So who
 * opens the home later knows of each, whatever was killed meanwhile.
 */
final class ContainerNotes {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String VERSION = "1";
    private static final String END = ".";
    private static final String UNKNOWN = "-";
    private static final int LINES = 5;

    private final Path folder;

    /** @param folder made with the first note */
    ContainerNotes(Path folder) {
        this.folder = folder;
    }

    /**
     * What is known of a container.
     *
     * @param engine the one that was asked to run it
     * @param boot the one in which it was
     * @param client the engine's client that keeps it; empty while that is not known
     */
    record Note(Engine engine, BootId boot, Optional<Client> client) {
        /** Whether the client is known to be over. */
        boolean isLeft(BootId present) throws IOException {
            return !boot.equals(present)
                    || (client.isPresent() && client.get().living().isEmpty());
        }
    }

    /** A process, which has both of these numbers for ever. */
    record Client(long pid, long startTicks) {
        /** Empty if it is over. */
        Optional<ProcessStat> living() throws IOException {
            return ProcessStat.of(pid).filter(now -> now.startTicks() == startTicks && now.isAlive());
        }
    }

    /** Writes it down; it is there also after a crash of the machine. */
    void write(ContainerName name, Note note) throws IOException {
        Files.createDirectories(folder, PRIVATE);
        AtomicFile.writeDurably(file(name), text(note).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes down the client as well; after a crash of the machine nobody needs it. */
    void add(ContainerName name, Note note, Client client) throws IOException {
        AtomicFile.write(file(name), text(new Note(note.engine(), note.boot(), Optional.of(client))));
    }

    private static String text(Note note) {
        String client = note.client()
                .map(known -> known.pid() + " " + known.startTicks())
                .orElse(UNKNOWN);
        return String.join(
                        "\n",
                        VERSION,
                        note.engine().program().toString(),
                        note.boot().value(),
                        client,
                        END)
                + "\n";
    }

    /** Empty if there was no container of this name, or if it is known to be gone. */
    Optional<Note> read(ContainerName name) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(name));
            if (lines.size() != LINES
                    || !lines.getFirst().equals(VERSION)
                    || !lines.getLast().equals(END)) {
                throw new IOException("%s can not be read by this version of Tireless".formatted(file(name)));
            }
            return Optional.of(
                    new Note(new Engine(Path.of(lines.get(1))), new BootId(lines.get(2)), client(lines.get(3))));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static Optional<Client> client(String line) {
        String[] numbers = line.split(" ", -1);
        return line.equals(UNKNOWN)
                ? Optional.empty()
                : Optional.of(new Client(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    void remove(ContainerName name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /** Of which containers there are notes. */
    List<ContainerName> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".new"))
                    .sorted()
                    .map(ContainerName::new)
                    .toList();
        }
    }

    /** The numbers behind {@code prefix} in the names of containers of which there are notes. */
    List<Integer> numbers(String prefix) throws IOException {
        return all().stream()
                .map(ContainerName::text)
                .filter(name -> name.startsWith(prefix))
                .map(name -> Integer.valueOf(name.substring(prefix.length())))
                .toList();
    }

    private Path file(ContainerName name) {
        return folder.resolve(name.text());
    }
}
