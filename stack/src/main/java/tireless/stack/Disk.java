package tireless.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands at a path, and what is in it. Questions only: nothing is changed. */
@FunctionalInterface
public interface Disk {
    /** What there may be. */
    enum Kind {
        ABSENT,
        FOLDER,
        FILE,
        PROGRAM
    }

    /** The machine's own file systems, as the calling account sees them. */
    Disk REAL = path -> {
        if (Files.isDirectory(path)) {
            return Kind.FOLDER;
        }
        if (!Files.exists(path)) {
            return Kind.ABSENT;
        }
        return Files.isExecutable(path) ? Kind.PROGRAM : Kind.FILE;
    };

    Kind at(Path path);

    /**
     * What a file holds, cut off after {@code most} bytes.
     *
     * @throws IOException if it may not be read, or is none that ends: a device, or a pipe
     */
    default byte[] read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(most);
        }
    }
}
