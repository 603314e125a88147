package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.linux.AtomicFile;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.process.log.AttemptNumbers;

/** The folder that holds everything: {@code replicas/workspace/type/name/ordinal/attempt}. Open to its owner alone. */
final class Home {
    static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int HASH_CHARACTERS = 12;
    private static final String SETTLED = "settled";

    private final Path root;
    private final Path replicas;
    private final String id;

    Home(Path path) throws IOException {
        Files.createDirectories(path, PRIVATE_FOLDER);
        root = path.toRealPath();
        id = hash(root.toString());
        replicas = root.resolve("replicas");
        Files.createDirectories(replicas, PRIVATE_FOLDER);
    }

    Path root() {
        return root;
    }

    /** Short, and different for every home on this machine. */
    String id() {
        return id;
    }

    /** What the environment of every process of an attempt carries, to be found by. */
    String token(AttemptId attempt) {
        return id + "/" + SlotPath.of(attempt.slot()) + "/" + attempt.number();
    }

    /** Twelve hexadecimal digits that stand for a text. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Path folder(SlotId slot) {
        return replicas.resolve(SlotPath.of(slot));
    }

    AttemptFolder folder(AttemptId attempt) {
        return new AttemptFolder(folder(attempt.slot()).resolve(Integer.toString(attempt.number())));
    }

    /** The attempts that have a folder, oldest first. */
    List<AttemptId> attempts(SlotId slot) throws IOException {
        return AttemptNumbers.in(folder(slot)).stream()
                .map(number -> new AttemptId(slot, number))
                .toList();
    }

    Optional<AttemptId> newest(SlotId slot) throws IOException {
        List<AttemptId> attempts = attempts(slot);
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /** What was made of the end of the slot's newest attempt; empty if nothing was. */
    Optional<SettledNote> settled(SlotId slot) throws IOException {
        try {
            return SettledNote.parse(Files.readString(folder(slot).resolve(SETTLED)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Writes it down in place of what was there. A process that is killed meanwhile leaves the one or the other. */
    void write(SlotId slot, SettledNote note) throws IOException {
        Path folder = folder(slot);
        Files.createDirectories(folder, PRIVATE_FOLDER);
        AtomicFile.write(folder.resolve(SETTLED), note.text());
    }

    /** Every slot that has a folder. */
    List<SlotId> slots() throws IOException {
        List<SlotId> slots = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(replicas, SlotPath.DEPTH)) {
            folders.flatMap(folder -> SlotPath.parse(replicas.relativize(folder)).stream())
                    .sorted()
                    .forEach(slots::add);
        } catch (UncheckedIOException whileReading) {
            throw whileReading.getCause();
        }
        return slots;
    }

    /** Removes the slot's folder with all that is in it, and the folders above it that it leaves empty. */
    void remove(SlotId slot, Removals removals) throws IOException {
        Path folder = folder(slot);
        if (Files.exists(folder)) {
            removals.remove(folder);
        }
        Path parent = folder.getParent();
        while (parent != null && !parent.equals(replicas) && isEmpty(parent)) {
            Files.deleteIfExists(parent);
            parent = parent.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /** Removes a folder with all that is in it; harmless if it does not exist. */
    static void removeTree(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> entries = Files.walk(folder)) {
            deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException whileReading) {
            throw whileReading.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
