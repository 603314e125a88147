package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tireless.runtime.process.provision.FileTree;

/**
 * Takes folders away at once, and deletes what is in them behind that: a slot may have half a gigabyte of output. Safe for use by many
 * threads.
 */
final class Removals implements AutoCloseable {
    private final Path place;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("removal").factory());

    /**
     * Goes on with what an earlier process did not come to.
     *
     * @param home must be on the file system of the folders
     */
    Removals(Path home) throws IOException {
        place = home.resolve("removed");
        Files.createDirectories(place, Home.PRIVATE_FOLDER);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place)) {
            left.forEach(this::deleteLater);
        }
    }

    /** When this returns, nothing is at {@code folder} any more, and something else may be made there. It must exist. */
    void remove(Path folder) throws IOException {
        Path aside = Files.createTempDirectory(place, "", Home.PRIVATE_FOLDER);
        Files.move(folder, aside.resolve("slot"), StandardCopyOption.ATOMIC_MOVE);
        deleteLater(aside);
    }

    private void deleteLater(Path folder) {
        executor.execute(() -> {
            try {
                FileTree.remove(folder);
            } catch (IOException failure) {
                // It harms nobody where it is, and the next process tries again.
            }
        });
    }

    /** Waits until all is deleted. */
    @Override
    public void close() {
        executor.close();
    }
}
