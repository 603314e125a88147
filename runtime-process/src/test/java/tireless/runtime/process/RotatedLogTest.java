package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.testing.runtime.RuntimeNews;

/** Output that is moved into segments while it is written. */
class RotatedLogTest extends RuntimeFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(RuntimeNews.PATIENCE_SECONDS);
    private static final int LINES = 500_000;
    private LogLimits limits = new LogLimits(LogLimits.SMALLEST_ROTATION, 1L << 40, Duration.ofDays(1));

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE, limits);
    }

    private Path slotFolder() {
        return home().resolve("replicas/public/worker/pulse/0");
    }

    private List<Path> segments() throws IOException {
        Path folder = slotFolder().resolve("logs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zst"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void noLineIsLostOrDoubledAtFullSpeedOverAttemptsAndDriverDeaths() throws IOException {
        LogPosition seen = LogPosition.beginOf(1);
        int next = 1;
        for (int attempt = 1; attempt <= 3; attempt++) {
            shell(attempt, "seq %d %d".formatted((attempt - 1) * LINES + 1, attempt * LINES));
            // The first follower ends with its driver, in the middle of it all.
            for (boolean over = false; !over; ) {
                try (FollowedLog log = new FollowedLog(driver.log(SLOT), new LogStart.After(seen))) {
                    int stop = Math.min(attempt * LINES, next + LINES / 2);
                    for (; next <= stop; next++) {
                        LogLine line = log.nextLine();
                        assertThat(line.text()).isEqualTo(Integer.toString(next));
                        seen = line.end();
                    }
                }
                over = next > attempt * LINES;
                reopen();
                driver.recover();
            }
            settledDead(attempt);
        }
        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));
        assertThat(log.drain(PATIENCE)).isEmpty();
        for (int number = 1; number <= 3 * LINES; number++) {
            assertThat(log.next()).isEqualTo(Integer.toString(number));
        }
        assertThat(log.hasMore()).isFalse();
        assertThat(segments()).isNotEmpty();
    }

    @Test
    void aDamagedSegmentIsToldAndNotTakenForTheEnd() throws IOException, InterruptedException {
        shell(1, "seq 1 300000; exec sleep 1000");
        try (FollowedLog all = FollowedLog.from(1, driver.log(SLOT))) {
            for (int number = 1; number <= 300_000; number++) {
                assertThat(all.next()).isEqualTo(Integer.toString(number));
            }
        }
        untilRotated(slotFolder().resolve("1/log"));
        Path segment = segments().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        // Within its first part: how many it has depends on how soon it was rotated.
        Arrays.fill(bytes, 100, 1100, (byte) 0);
        Files.write(segment, bytes);

        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));

        assertThatThrownBy(() -> log.drain(PATIENCE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can not be read on");
    }

    @Test
    void whatIsInSegmentsTakesNoRoomInTheFile() throws IOException, InterruptedException {
        shell(1, "seq 1 1000000; exec sleep 1000");
        try (FollowedLog log = FollowedLog.from(1, driver.log(SLOT))) {
            for (int number = 1; number <= 1_000_000; number++) {
                assertThat(log.next()).isEqualTo(Integer.toString(number));
            }
        }
        Path file = slotFolder().resolve("1/log");
        assertThat(Files.size(file)).isEqualTo(6_888_896);
        untilRotated(file);
        assertThat(driver.log(SLOT).tail(500_000).getFirst().text()).isEqualTo("500001");
    }

    private void untilRotated(Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long blocks = Long.MAX_VALUE;
        while ((segments().isEmpty() || blocks * 512 > 2 * LogLimits.SMALLEST_ROTATION) && System.nanoTime() < end) {
            blocks = blocks(file);
        }
        assertThat(blocks * 512).isLessThanOrEqualTo(2 * LogLimits.SMALLEST_ROTATION);
    }

    private static long blocks(Path file) throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(stat.waitFor()).isZero();
        return Long.parseLong(blocks.strip());
    }

    @Test
    void noLineOfACrashLoopIsLostAndFewFilesAreLeft() throws IOException {
        for (int number = 1; number <= 60; number++) {
            shell(number, "echo attempt " + number + "; exit 1");
            awaitEnd(number);
        }
        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));
        assertThat(log.drain(PATIENCE)).isEmpty();
        for (int number = 1; number <= 60; number++) {
            assertThat(log.next()).isEqualTo("attempt " + number);
        }
        reopen();
        driver.recover();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long folders = Long.MAX_VALUE;
        while (folders > 20 && System.nanoTime() < end) {
            try (Stream<Path> entries = Files.list(slotFolder())) {
                folders = entries.filter(entry -> !entry.endsWith("logs")).count();
            }
        }
        assertThat(folders).isEqualTo(20);
        assertThat(segments()).hasSize(1);
        assertThat(driver.log(SLOT).tail(100)).hasSize(60);
        assertThat(driver.log(SLOT).tail(55).getFirst().text()).isEqualTo("attempt 6");
    }

    @Test
    void theOldestSegmentsGoWhereThereIsTooMuch() throws IOException {
        limits = new LogLimits(LogLimits.SMALLEST_ROTATION, 6L << 20, Duration.ofDays(1));
        reopen();
        // At once, so that most of it is there before the first rotation.
        shell(1, "head -c 20000000 /dev/urandom | od -An -v -tx1 -w32; echo last");
        awaitEnd(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        long size = Long.MAX_VALUE;
        while ((size > limits.maxSize() || size < 2L << 20) && System.nanoTime() < end) {
            size = 0;
            for (Path segment : segments()) {
                size += sizeOf(segment);
            }
        }
        // A rotation that comes late on a busy machine makes a segment larger, which then goes as a whole.
        assertThat(size).isBetween(2L << 20, limits.maxSize());
        assertThat(driver.log(SLOT).tail(1).getFirst().text()).isEqualTo("last");
        List<LogLine> all = driver.log(SLOT).tail(Integer.MAX_VALUE);
        assertThat(all.size()).isBetween(10_000, 900_000);
        assertThat(all.getLast().text()).isEqualTo("last");
    }

    private static long sizeOf(Path segment) throws IOException {
        try {
            return Files.size(segment);
        } catch (NoSuchFileException removed) {
            return 0;
        }
    }

    @Test
    void whatHindersRotationIsSaidOnceAndTriedAgain() throws IOException {
        shell(1, "read -r _ <gate; seq 1 100000; exec sleep 1000".replace("gate", gate()));
        assertThat(driver.log(SLOT).tail(1)).isEmpty();
        Path inTheWay = Files.createFile(slotFolder().resolve("logs"));
        Files.writeString(folder.resolve("gate"), "go\n");
        assertThat(news.nextNotice())
                .isInstanceOfSatisfying(
                        Notice.LogWarning.class,
                        warning -> assertThat(warning.what()).contains("can not be rotated"));
        assertThat(driver.log(SLOT).tail(100_000)).hasSize(100_000);
        Files.delete(inTheWay);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (segments().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(segments()).isNotEmpty();
        assertThat(driver.log(SLOT).tail(100_000)).hasSize(100_000);
        assertThat(driver.log(SLOT).tail(100_000).getFirst().text()).isEqualTo("1");
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
}
