package tireless.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import tireless.model.TirelessException;

/**
 * Puts SQLite's native library into a directory of ours, once. Left alone, the driver unpacks it to {@code /tmp} at every start,
 * leaves it there after a kill, and fails where {@code /tmp} is read-only or {@code noexec}.
 */
final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Makes the library usable; only the first call in a JVM has an effect on where it is loaded from.
     *
     * @throws TirelessException if {@code directory} cannot hold a library that may be loaded
     */
    static synchronized void load(Path directory) {
        Path library = directory.resolve(fileName());
        try {
            unpack(library);
            System.setProperty("org.sqlite.lib.path", directory.toString());
            System.setProperty("org.sqlite.lib.name", fileName());
            System.setProperty("org.sqlite.tmpdir", directory.toString());
            if (!SQLiteJDBCLoader.initialize()) {
                throw unusable(directory, new IOException("it cannot be loaded"));
            }
        } catch (TirelessException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(directory, e);
        }
    }

    private static void unpack(Path library) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        URL source = NativeLibrary.class.getResource(resource);
        if (source == null) {
            throw new IOException("there is no SQLite for this processor and operating system: " + resource);
        }
        // The size tells a whole library from one that a crash or a full disk cut short.
        if (Files.exists(library) && Files.size(library) == source.openConnection().getContentLengthLong()) {
            return;
        }
        Files.createDirectories(library.toAbsolutePath().getParent());
        Path partial = Files.createTempFile(
                library.toAbsolutePath().getParent(),
                ".sqlite",
                ".partial",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (InputStream in = source.openStream()) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String fileName() {
        return "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch") + ".so";
    }

    private static TirelessException unusable(Path directory, Exception cause) {
        return TirelessException.failed(
                ("cannot load SQLite from %s (%s): the directory must be writable for this user and must not be mounted"
                                + " noexec")
                        .formatted(directory, cause.getMessage()),
                cause);
    }
}
