package tireless.runtime.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.EventLoop;
import tireless.runtime.LogLine;
import tireless.runtime.LogStart;

/** What hinders reading a log on. */
@Timeout(60)
class LogFollowerTest {
    private static final int PASSING_FAILURES = 8;

    @TempDir
    Path folder;

    @Test
    void failuresThatPassDoNotAddUpHoweverManyComeWhileNothingIsWritten() throws Exception {
        Path log = Files.createDirectories(folder.resolve("1")).resolve("log");
        Path aside = folder.resolve("aside");
        Files.writeString(log, "one\n");
        SlotOutput output = RotationChild.open(folder);
        AtomicInteger looks = new AtomicInteger();
        BlockingQueue<Integer> looked = new LinkedBlockingQueue<>();
        BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
        CompletableFuture<UncheckedIOException> failed = new CompletableFuture<>();
        try (EventLoop loop = new EventLoop("test");
                LogNews news = new LogNews(loop)) {
            ReadAccess access = new ReadAccess(output, new ZstdLibrary(folder.resolve("libraries")), news, _ -> {
                // Asked before each reading: the first goes well, then every other one fails.
                int look = looks.getAndIncrement();
                swap(look % 2 == 1 && look < 2 * PASSING_FAILURES, log, aside);
                looked.add(look);
                return false;
            });
            LogFollower follower = new LogFollower(access, new LogStart.Attempt(1), lines::add, () -> {});
            follower.whenFailed(failed::complete);
            follower.begin();
            assertThat(lines.take().text()).isEqualTo("one");
            for (int failure = 0; failure < PASSING_FAILURES; failure++) {
                while (looked.take() % 2 == 1) {
                    // Until a reading goes well again.
                }
                follower.wake();
            }
            while (looked.take() < 2 * PASSING_FAILURES) {
                // Until the last one has passed.
            }
            assertThat(failed).isNotDone();
            Files.write(log, List.of("two"), StandardOpenOption.APPEND);
            assertThat(lines.take().text()).isEqualTo("two");
            follower.close();
        }
    }

    private static void swap(boolean away, Path log, Path aside) {
        try {
            if (away) {
                Files.move(log, aside);
                Files.createDirectory(log);
            } else if (Files.exists(aside)) {
                Files.delete(log);
                Files.move(aside, log);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
