package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Folders of files that only their owner may read, and that nobody may write. */
public final class FileTree {
    private static final FileAttribute<?> READ_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private FileTree() {}

    /** Makes a folder with these files. */
    static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
        Files.createDirectories(folder, MemoryFolder.PRIVATE);
        for (var file : files.entrySet()) {
            try (SeekableByteChannel channel = Files.newByteChannel(folder.resolve(file.getKey()), NEW, READ_ONLY)) {
                ByteBuffer bytes = ByteBuffer.wrap(file.getValue());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
    }

    /** Removes all of it, whatever its permissions; harmless if it is not there. */
    public static void remove(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> children;
            try {
                Files.setPosixFilePermissions(tree, MemoryFolder.PRIVATE.value());
                children = children(tree);
            } catch (NoSuchFileException gone) {
                return;
            }
            for (Path child : children) {
                remove(child);
            }
        }
        Files.deleteIfExists(tree);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
