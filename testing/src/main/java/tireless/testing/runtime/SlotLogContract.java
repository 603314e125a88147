package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;
import tireless.runtime.Notice;
import tireless.runtime.Unread;
import tireless.runtime.Verdict;

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
            assertThat(news.nextNotice()).isEqualTo(new Notice.LogTruncated(15));
        }
    }

    @Test
    void aCutIsNoticedAlsoWhenNobodyFollows() throws IOException {
        shell(
                1,
                "echo before the cut; read -r _ <gate; : >/proc/$$/fd/1; echo after; exec sleep 1000"
                        .replace("gate", gate()));
        awaitLines("before the cut");
        openGate();
        assertThat(news.nextNotice()).isEqualTo(new Notice.LogTruncated(15));
        awaitLines("after");
        LogLine after = driver.log(SLOT).tail(1).getFirst();
        assertThat(after.end()).isEqualTo(new LogPosition(1, 1, 6));
        reopen();
        assertThat(driver.recover()).hasSize(1);
        assertThat(driver.log(SLOT).tail(10)).containsExactly(after);
    }

    /** Asks for a time as well, as who looks at a log since then does. */
    private void awaitLines(String... lines) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            while (!since(Instant.EPOCH).equals(List.of(lines))) {
                Thread.onSpinWait();
            }
        });
    }

    /** Some ticks after all that was written before, by the clock of the file system, which dates it. */
    private Instant now() throws IOException {
        Path file = Files.createTempFile(folder, "now", "");
        Instant before = Files.getLastModifiedTime(file).toInstant();
        Instant now = before;
        while (now.isBefore(before.plusMillis(50))) {
            Files.writeString(file, "tick");
            now = Files.getLastModifiedTime(file).toInstant();
        }
        return now;
    }

    private List<String> since(Instant time) {
        FollowedLog log = new FollowedLog(driver.log(SLOT), new LogStart.Last(Integer.MAX_VALUE, Optional.of(time)));
        assertThat(log.drain(PATIENCE)).isEmpty();
        List<String> lines = new ArrayList<>();
        while (log.hasMore()) {
            lines.add(log.next());
        }
        return lines;
    }

    @Test
    void linesSinceATimeAreFound() throws IOException {
        shell(1, "echo first; echo second; read -r _ <gate; echo third; exec sleep 1000".replace("gate", gate()));
        awaitLines("first", "second");
        Instant between = now();
        assertThat(since(between)).isEmpty();
        openGate();
        awaitLines("first", "second", "third");
        assertThat(since(between)).containsExactly("third");
        reopen();
        assertThat(driver.recover()).hasSize(1);
        assertThat(since(between)).containsExactly("third");
        assertThat(since(now())).isEmpty();
    }

    @Test
    void goesOnBehindALineThatWasRead() throws IOException {
        shell(1, "echo one; echo same; echo same");
        awaitEnd(1);
        List<LogLine> lines = driver.log(SLOT).tail(3);
        reopen();
        driver.recover();
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Dead.class);
        shell(2, "echo two; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(
                driver.log(SLOT), new LogStart.After(lines.get(1).end()))) {
            assertThat(log.nextLine()).isEqualTo(lines.get(2));
            assertLine(log.nextLine(), 2, "two");
        }
    }

    @Test
    void behindALineThatThisSlotNeverWroteBeginsWithItsFirst() {
        shell(1, "echo first of another; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT), new LogStart.After(new LogPosition(7, 0, 100)))) {
            assertLine(log.nextLine(), 1, "first of another");
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
    void ofALineWithoutAnEndTheLastPiecesAreShown() {
        shell(1, "head -c 40000000 /dev/zero | tr '\\0' x");
        awaitEnd(1);
        FollowedLog log = new FollowedLog(driver.log(SLOT), 3);
        assertThat(log.drain(PATIENCE)).isEmpty();
        int shown = 0;
        while (log.hasMore()) {
            shown += log.next().length();
        }
        assertThat(shown).isBetween(LONGEST_PIECE, 3 * LONGEST_PIECE);
        assertThat(driver.log(SLOT).tail(1).getLast().end()).isEqualTo(new LogPosition(1, 0, 40_000_000));
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
