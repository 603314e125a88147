package tireless.runtime.process.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** How files of output are made: open to their owner alone, and safe before what they stand for is given up. */
final class OutputFiles {
    static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OutputFiles() {}

    /** Removes an attempt's folder, its output last: while that is there, the folder is still known as one. */
    static void removeAttempt(Path folder, Path log) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(other -> !other.equals(log)).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException whileReading) {
            throw whileReading.getCause();
        }
        Files.deleteIfExists(log);
        Files.deleteIfExists(folder);
    }

    /**
     * Opens a file to be read from any place.
     *
     * @throws NoSuchFileException if there is none; of one that may not be read, another
     */
    static RandomAccessFile read(Path file) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), "r");
        } catch (FileNotFoundException refused) {
            IOException why = Files.exists(file)
                    ? new IOException(refused.getMessage())
                    : new NoSuchFileException(file.toString());
            why.initCause(refused);
            throw why;
        }
    }
}
