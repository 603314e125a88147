package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
    private static final int LOOKS = 3_000;
    private static final int PAGE = 4_096;

    @TempDir
    Path directory;

    @Test
    void aLogThatIsCutWhileItIsLookedAtIsNotDamaged() throws IOException {
        byte[] whole = written();
        assertThat(whole).hasSizeGreaterThan(100_000);
        Path log = directory.resolve("cut.db-wal");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> cutting = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                write(log, whole);
            }
        });
        try {
            for (int look = 0; look < LOOKS; look++) {
                assertThat(WriteAheadLog.damage(log)).isEmpty();
            }
        } finally {
            done.set(true);
            cutting.join();
        }
    }

    /** The log of a store that has it open. */
    private byte[] written() throws IOException {
        Path file = directory.resolve("tireless.db");
        try (SqliteStore store = StoreFiles.open(file)) {
            for (int number = 1; number <= 10; number++) {
                StoreFiles.save(store, number, "one", "two");
            }
            return Files.readAllBytes(Soundness.log(file));
        }
    }

    /** Cuts it to nothing, then writes it again, page by page. */
    private static void write(Path log, byte[] whole) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            for (int at = 0; at < whole.length; at += PAGE) {
                channel.write(ByteBuffer.wrap(whole, at, Math.min(PAGE, whole.length - at)), at);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
