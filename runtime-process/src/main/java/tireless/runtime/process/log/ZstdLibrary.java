package tireless.runtime.process.log;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Compression by the native library of zstd. It is loaded at the first use, from a folder of ours: left alone, it would be unpacked to
 * {@code /tmp} by every process, and stay there after a kill.
 */
final class ZstdLibrary {
    private static final int LEVEL = 3;
    private static final String PATH = "ZstdNativePath";
    private static final Object LOADING = new Object();

    private final Path folder;

    /** @param folder where the library is put, once; must not be mounted noexec */
    ZstdLibrary(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** A stream of one frame with a checksum. */
    OutputStream compressing(OutputStream out) throws IOException {
        load();
        return new ZstdOutputStreamNoFinalizer(out, LEVEL).setChecksum(true);
    }

    InputStream decompressing(InputStream in) throws IOException {
        load();
        return new ZstdInputStreamNoFinalizer(in);
    }

    private void load() throws IOException {
        synchronized (LOADING) {
            if (System.getProperty(PATH) == null) {
                System.setProperty(PATH, unpack().toString());
            }
        }
    }

    private Path unpack() throws IOException {
        String processor = System.getProperty("os.arch");
        String version = ZstdOutputStreamNoFinalizer.class.getPackage().getImplementationVersion();
        String name = "libzstd-jni-" + version + ".so";
        URL source = ZstdOutputStreamNoFinalizer.class.getResource("/linux/%s/%s".formatted(processor, name));
        if (source == null) {
            throw new IOException("there is no zstd for the processor " + processor);
        }
        Path library = folder.resolve("libzstd-jni-%s-%s.so".formatted(version, processor));
        // The size tells a whole library from one that a crash or a full disk cut short.
        if (Files.exists(library)
                && Files.size(library) == source.openConnection().getContentLengthLong()) {
            return library;
        }
        Files.createDirectories(folder, OutputFiles.PRIVATE_FOLDER);
        Path partial = Files.createTempFile(folder, ".zstd", ".partial", OutputFiles.PRIVATE_FILE);
        try (InputStream in = source.openStream()) {
            // Into the file that is there: one that a copy replaces has the rights that the umask leaves.
            try (OutputStream out = Files.newOutputStream(partial)) {
                in.transferTo(out);
            }
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        return library;
    }
}
