package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.SortedMap;

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

    /**
     * Removes all of it, whatever its permissions; harmless if it is not there. No link in it is followed, also where somebody makes one in
     * the place of a folder meanwhile.
     *
     * @param tree nobody else may change what leads to it
     */
    public static void remove(Path tree) throws IOException {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(tree);
            return;
        }
        try (DirectoryStream<Path> parent =
                Files.newDirectoryStream(tree.toAbsolutePath().getParent())) {
            if (parent instanceof SecureDirectoryStream<Path> secure) {
                remove(secure, tree.getFileName());
            } else {
                throw new IOException("%s can not be removed without following links".formatted(tree));
            }
        } catch (NoSuchFileException gone) {
            // Somebody else was faster.
        }
    }

    private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        BasicFileAttributes attributes = parent.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isDirectory()) {
            parent.deleteFile(name);
            return;
        }
        try (SecureDirectoryStream<Path> folder = open(parent, name)) {
            folder.getFileAttributeView(PosixFileAttributeView.class).setPermissions(MemoryFolder.PRIVATE.value());
            for (Path child : folder) {
                remove(folder, child.getFileName());
            }
        }
        parent.deleteDirectory(name);
    }

    private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException closed) {
            // Not root's: then it is this account's own, as all that is beside it.
            parent.getFileAttributeView(name, PosixFileAttributeView.class)
                    .setPermissions(MemoryFolder.PRIVATE.value());
            return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
