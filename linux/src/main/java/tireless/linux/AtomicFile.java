package tireless.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Small files for this account alone, each written beside its place and then renamed (rename(2)): who reads one, also after its writer
 * was killed, has the old one or the new one as a whole. A file has one writer at a time; what a killed one has left goes with the
 * next write.
 */
public final class AtomicFile {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private AtomicFile() {}

    /** Writes a text in place of what is there. After a crash of the machine there may be either, or nothing in it. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Writes bytes in place of what is there; when this returns, they are there also after a crash of the machine. */
    public static void writeDurably(Path file, byte[] content) throws IOException {
        write(file, content, true);
    }

    private static void write(Path file, byte[] content, boolean durable) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try {
            fill(aside, content, durable);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            Files.deleteIfExists(aside);
            throw failure;
        }
        if (durable) {
            sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        }
    }

    /** Makes durable which files a folder has (fsync(2)). */
    public static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static void fill(Path aside, byte[] content, boolean durable) throws IOException {
        try (FileChannel out = FileChannel.open(aside, NEW, PRIVATE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (durable) {
                out.force(true);
            }
        }
    }
}
