package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {
    @TempDir
    private Path folder;

    /** The condition itself changes the folder, so that there is always something new. */
    @Test
    @Timeout(60)
    void whatChangesAllTheTimeIsNotWaitedForWithoutEnd() {
        AtomicInteger files = new AtomicInteger();

        assertThatThrownBy(() -> Waiting.until(
                        folder,
                        () -> {
                            make(files.incrementAndGet());
                            return false;
                        },
                        Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not come within PT0.05S")
                .hasMessageContaining(folder.toString());
    }

    private void make(int number) {
        try {
            Files.createFile(folder.resolve("file-" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
