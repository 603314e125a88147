package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.EventLoop;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.SlotId;
import tireless.runtime.LogLine;
import tireless.testing.runtime.RuntimeNews;

/** What wakes a follower. */
class LogFollowerTest {
    private static final AttemptId ATTEMPT = new AttemptId(new SlotId(ResourceKey.worker("public", "pulse"), 0), 1);

    @TempDir
    Path folder;

    private final BlockingQueue<AttemptId> looks = new LinkedBlockingQueue<>();
    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(RuntimeNews.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /** It follows from the moment in which the attempt's folder is there, and its log is not. */
    @Test
    void aLogThatIsMadeAfterItsFolderIsHeardOfFromItsFirstLineOn() throws IOException, InterruptedException {
        Home home = new Home(folder);
        AttemptFolder attempt = home.folder(ATTEMPT);
        Files.createDirectories(attempt.path());
        try (EventLoop loop = new EventLoop("test");
                LogNews news = new LogNews(loop)) {
            AttemptLogs logs = new AttemptLogs(home, ATTEMPT.slot(), news, this::look, new LogFollowers());
            try (LogFollower follower = new LogFollower(logs, LogStart.at(ATTEMPT, 0), lines::add, () -> {}).begin()) {
                // It looks twice before it sleeps.
                next(looks);
                next(looks);
                Files.createFile(attempt.log());
                follower.wake();
                next(looks);
                Files.writeString(attempt.log(), "at work\n");
                assertThat(next(lines)).isEqualTo(new LogLine(ATTEMPT, "at work"));
            }
        }
    }

    private boolean look(AttemptId attempt) {
        looks.add(attempt);
        return false;
    }
}
