package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On plain folders. */
class LeafTest {
    private static final int LOOKS = 3000;

    @TempDir
    private Path top;

    @Test
    void theLowestGroupsComeFirst() throws IOException {
        Path deep = Files.createDirectories(top.resolve("a/b"));
        assertThat(Leaf.groups(top)).containsExactly(deep, deep.getParent(), top);
    }

    @Test
    void aGroupThatIsRemovedMeanwhileHidesNoOther() throws Exception {
        Path lasting = Files.createDirectory(top.resolve("lasting"));
        Path brief = top.resolve("brief");
        AtomicBoolean over = new AtomicBoolean();
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                while (!over.get()) {
                    Files.createDirectories(brief.resolve("deep"));
                    Files.delete(brief.resolve("deep"));
                    Files.delete(brief);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try {
            for (int look = 0; look < LOOKS; look++) {
                assertThat(Leaf.groups(top)).contains(lasting).endsWith(top);
            }
        } finally {
            over.set(true);
            worker.join();
        }
    }
}
