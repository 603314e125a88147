package tireless.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        Path home = directory.toAbsolutePath();
        Path library = home.resolve(fileName());
        try {
            unpack(home, library);
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot unpack SQLite's library into %s: %s; make room or rights there, then try again"
                            .formatted(directory, TirelessException.reason(e)),
                    e);
        }
        System.setProperty("org.sqlite.lib.path", home.toString());
        System.setProperty("org.sqlite.lib.name", fileName());
        System.setProperty("org.sqlite.tmpdir", home.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw TirelessException.failed(
                    "cannot load %s: its file system must not be mounted noexec".formatted(library), e);
        }
    }

    private static void unpack(Path home, Path library) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        URL source = NativeLibrary.class.getResource(resource);
        if (source == null) {
            throw TirelessException.failed("there is no SQLite for this processor and operating system: " + resource);
        }
        // The size tells a whole library from one that a crash or a full disk cut short.
        if (Files.exists(library)
                && Files.size(library) == source.openConnection().getContentLengthLong()) {
            return;
        }
        Files.createDirectories(home, DatabaseFile.OWNER_DIRECTORY);
        Path partial = Files.createTempFile(home, ".sqlite", ".partial", DatabaseFile.OWNER_FILE);
        try (InputStream in = source.openStream()) {
            // Into the file that is there: one that a copy replaces has the rights that the umask leaves.
            try (OutputStream out = Files.newOutputStream(partial)) {
                in.transferTo(out);
            }
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String fileName() {
        // Not "sqlite-" first: the driver deletes such files, as leftovers of its own.
        return "libsqlite-" + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch") + ".so";
    }
}
