package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.Unread;

/** What every driver promises of the output of its workers: all of it, once, in order. */
public abstract class SlotLogContract extends RuntimeFixture {
    private static final int LONGEST_PIECE = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(RuntimeNews.PATIENCE_SECONDS);

    private static void assertLine(LogLine line, int attempt, String text) {
        assertThat(line.attempt()).isEqualTo(attempt(attempt));
        assertThat(line.text()).isEqualTo(text);
    }

    @Test
    void followsOverRestarts() {
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(1, "echo one; echo two >&2");
            assertLine(log.nextLine(), 1, "one");
            assertLine(log.nextLine(), 1, "two");
            awaitEnd(1);
            shell(2, "echo three; exec sleep 1000");
            assertLine(log.nextLine(), 2, "three");
        }
    }

    @Test
    void linesComeWhileTheWorkerRuns() {
        shell(1, "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo $i; done; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            for (int number = 1; number <= 1000; number++) {
                assertThat(log.next()).isEqualTo(Integer.toString(number));
            }
        }
    }

    @Test
    void aLineWithoutNewlineComesAtTheEnd() {
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(1, "printf 'no newline'");
            awaitEnd(1);
            assertThat(log.next()).isEqualTo("no newline");
        }
        assertThat(driver.log(SLOT).tail(5))
                .containsExactly(new LogLine(attempt(1), "no newline", new LogPosition(1, 0, 10)));
    }

    @Test
    void tailCountsOverAttempts() {
        shell(1, "echo a; echo b; echo");
        awaitEnd(1);
        shell(2, "echo c; echo d");
        awaitEnd(2);
        assertThat(driver.log(SLOT).tail(4)).extracting(LogLine::text).containsExactly("b", "", "c", "d");
        assertThat(driver.log(SLOT).tail(100)).extracting(LogLine::text).containsExactly("a", "b", "", "c", "d");
        assertThat(driver.log(SLOT).tail(0)).isEmpty();
        try (FollowedLog log = new FollowedLog(driver.log(SLOT), 3)) {
            assertThat(log.next()).isEmpty();
            assertThat(log.next()).isEqualTo("c");
            assertThat(log.next()).isEqualTo("d");
        }
    }

    @Test
    void followingFromTheEndSkipsWhatIsThere() {
        shell(1, "echo old");
        awaitEnd(1);
        try (FollowedLog log = new FollowedLog(driver.log(SLOT), 0)) {
            shell(2, "echo new");
            assertLine(log.nextLine(), 2, "new");
        }
    }

    @Test
    void drainHandsOverWhatIsWritten() {
        shell(1, "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo $i; done");
        awaitEnd(1);
        FollowedLog log = new FollowedLog(driver.log(SLOT));
        assertThat(log.drain(PATIENCE)).isEmpty();
        for (int number = 1; number <= 5000; number++) {
            assertThat(log.hasMore()).isTrue();
            assertThat(log.next()).isEqualTo(Integer.toString(number));
        }
        assertThat(log.hasMore()).isFalse();
    }

    @Test
    void whatTakesTooLongToHandOverIsLeftOutButForTheLastLines() {
        shell(1, "seq 1 4000000");
        awaitEnd(1);
        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));
        Unread unread = log.drain(Duration.ZERO).orElseThrow();
        long shown = 0;
        int gaps = 0;
        int last = 0;
        while (log.hasMore()) {
            String line = log.next();
            shown += line.length() + 1;
            gaps += Integer.parseInt(line) == last + 1 ? 0 : 1;
            last = Integer.parseInt(line);
        }
        assertThat(last).isEqualTo(4_000_000);
        assertThat(gaps).isEqualTo(1);
        assertThat(unread.bytes()).isEqualTo(bytesOfNumbersUpToFourMillion() - shown);
        assertThat(Path.of(unread.place())).isRegularFile();
    }

    private static long bytesOfNumbersUpToFourMillion() {
        return IntStream.rangeClosed(1, 4_000_000)
                .mapToLong(number -> Integer.toString(number).length() + 1L)
                .sum();
    }

    @Test
    void ofSeveralAttemptsThatTakeTooLongTheLastLinesOfTheNewestAreHandedOver() {
        shell(1, "seq 1 4000000");
        awaitEnd(1);
        shell(2, "echo the last words");
        awaitEnd(2);
        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));
        Unread unread = log.drain(Duration.ZERO).orElseThrow();
        LogLine last = log.nextLine();
        while (log.hasMore()) {
            last = log.nextLine();
        }
        assertLine(last, 2, "the last words");
        assertThat(Path.of(unread.place())).isDirectory();
    }

    @Test
    void goesOnAfterTheWorkerCutItsLog() throws IOException {
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(
                    1,
                    "echo before the cut; read -r _ <gate; : >/proc/$$/fd/1; echo after; exec sleep 1000"
                            .replace("gate", gate()));
            assertThat(log.next()).isEqualTo("before the cut");
            openGate();
            assertThat(log.next()).isEqualTo("after");
        }
    }

    private String gate() throws IOException {
        String gate = folder.resolve("gate").toString();
        try {
            assertThat(new ProcessBuilder("mkfifo", gate).start().waitFor()).isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return gate;
    }

    private void openGate() throws IOException {
        Files.writeString(folder.resolve("gate"), "go\n");
    }

    @Test
    void longLinesComeInPieces() {
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(1, "head -c 200000 /dev/zero | tr '\\0' x; echo; echo next");
            StringBuilder whole = new StringBuilder();
            for (String piece = log.next(); !piece.equals("next"); piece = log.next()) {
                assertThat(piece.length()).isLessThanOrEqualTo(LONGEST_PIECE);
                whole.append(piece);
            }
            assertThat(whole.toString()).isEqualTo("x".repeat(200_000));
        }
    }

    @Test
    void whatIsNotTextIsShownAsSuch() {
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(1, "printf 'a\\377b \\303\\274\\n'");
            assertThat(log.next()).isEqualTo("a\uFFFDb ü");
        }
    }

    @Test
    void aClosedFollowerHearsNoMore() {
        FollowedLog closed = new FollowedLog(driver.log(SLOT));
        closed.close();
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            shell(1, "echo line");
            assertThat(log.next()).isEqualTo("line");
        }
        assertThat(closed.hasMore()).isFalse();
    }
}
