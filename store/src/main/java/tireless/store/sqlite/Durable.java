package tireless.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Makes files outlast a crash of the machine (fsync(2)). */
final class Durable {
    private Durable() {}

    /** What is in a file. */
    static void content(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Which files there are beside {@code file}, and it with them. */
    static void names(Path file) throws IOException {
        force(Objects.requireNonNull(file.toAbsolutePath().getParent()), StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel opened = FileChannel.open(path, option)) {
            opened.force(true);
        }
    }
}
