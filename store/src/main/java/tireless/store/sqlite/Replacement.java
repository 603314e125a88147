package tireless.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Puts a whole database in the place of another, which is kept beside it with its log. It is decided in one moment, when the new
 * file gets the name {@code …next}: what is done after that, {@link #finish} does again after a crash.
 */
final class Replacement {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Replacement() {}

    /** In UTC, fit for the name of a file: such names are in the order of their times. */
    static String stamp(Instant time) {
        return TIME.format(time);
    }

    /**
     * Replaces {@code file}, which nobody may have open.
     *
     * @param made a whole database that was made safe, in the same folder; it is gone afterwards
     * @return the file that was replaced, under its new name; it is not there if none was
     */
    static Path replace(Path file, Path made) throws IOException {
        // The time of the new file names the old one, also after a crash; the name must be free.
        while (Files.exists(kept(file, made))) {
            Files.setLastModifiedTime(
                    made,
                    FileTime.from(Files.getLastModifiedTime(made).toInstant().plusSeconds(1)));
        }
        Path kept = kept(file, made);
        Files.move(made, next(file), StandardCopyOption.ATOMIC_MOVE);
        force(file);
        finish(file);
        return kept;
    }

    /** Finishes a replacement that was decided; nothing where none was. */
    static void finish(Path file) throws IOException {
        Path next = next(file);
        if (!Files.exists(next)) {
            return;
        }
        Path kept = kept(file, next);
        if (Files.exists(file)) {
            try {
                Files.createLink(kept, file);
            } catch (FileAlreadyExistsException _) {
                // Done before the crash.
            }
        }
        // The log would be taken for that of the new file.
        if (Files.exists(Soundness.log(file))) {
            Files.move(Soundness.log(file), Soundness.log(kept), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        force(file);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        force(file);
    }

    /** Makes durable which files there are beside {@code file}. */
    static void force(Path file) throws IOException {
        try (FileChannel entries = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private static Path kept(Path file, Path made) throws IOException {
        Instant decided = Files.getLastModifiedTime(made).toInstant();
        return file.resolveSibling(file.getFileName() + ".replaced-" + stamp(decided));
    }
}
