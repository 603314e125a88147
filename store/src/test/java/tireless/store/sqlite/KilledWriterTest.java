package tireless.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.store.Retention;

@Timeout(120)
class KilledWriterTest {
    private static final int KILLS = 8;

    @TempDir
    Path directory;

    @Test
    void appliesNothingByHalfAndLosesNothingThatWasAcknowledged() throws IOException, InterruptedException {
        Path file = directory.resolve("tireless.db");
        RandomGenerator random = new SplittableRandom(3);
        int acknowledged = 0;
        for (int i = 0; i < KILLS; i++) {
            acknowledged = killAmidCommits(file, acknowledged + random.nextInt(1, 200));
            try (SqliteStore store = StoreFiles.open(file)) {
                int left = number(store, "left");
                assertThat(left).isEqualTo(number(store, "right")).isBetween(acknowledged, acknowledged + 1);
                assertThat(store.history(StoreFiles.key("left")))
                        .hasSize(Math.min(left, Retention.DEFAULT.revisions()));
                acknowledged = left;
            }
        }
    }

    @Test
    void aRestoreLeavesTheOneDatabaseOrTheOtherAndLosesNone() throws IOException, InterruptedException {
        Path file = directory.resolve("tireless.db");
        Path one = directory.resolve("one.db");
        Path two = directory.resolve("two.db");
        for (Path path : List.of(file, one, two)) {
            try (SqliteStore store = StoreFiles.open(path)) {
                StoreFiles.save(store, 1, path.getFileName().toString().replace(".db", ""), "always");
            }
        }
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < KILLS; i++) {
            Process child = new ProcessBuilder(
                            StoreChild.command("restore", file.toString(), one.toString(), two.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = child.inputReader()) {
                for (int said = random.nextInt(1, 4); said > 0; said--) {
                    lines.readLine();
                }
                child.onExit()
                        .completeOnTimeout(child, random.nextInt(40), TimeUnit.MILLISECONDS)
                        .join();
                child.toHandle().destroyForcibly();
            }
            child.waitFor();
            // As a killed server leaves it, with a log.
            Files.write(Soundness.log(file), new byte[0]);
            try (SqliteStore store = StoreFiles.open(file)) {
                assertThat(store.desired()).hasSize(2).containsKey(StoreFiles.key("always"));
            }
        }
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.filter(path -> path.toString().matches(".*replaced-[0-9TZ]+")))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(
                                    Inspection.of(path, StoreFiles.LIBRARIES).resources())
                            .isEqualTo(2));
        }
    }

    /** The last number that the child said, however much it was ahead of {@code enough}. */
    private static int killAmidCommits(Path file, int enough) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(StoreChild.command("commit", file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = 0;
        try (BufferedReader lines = child.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                last = Integer.parseInt(line);
                if (last == enough) {
                    // By its handle, as the process itself would close what it has said and nobody has read.
                    child.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        }
        child.waitFor();
        assertThat(last).isGreaterThanOrEqualTo(enough);
        return last;
    }

    private static int number(SqliteStore store, String name) {
        return store.desired(StoreFiles.key(name)).orElseThrow().revision().number();
    }
}
