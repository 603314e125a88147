package tireless.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.linux.BootClock;

/**
 * The short form of {@code chaos/run}. {@code -Dtireless.seed=N} has another schedule, {@code -Dtireless.chaos.seconds=N} a longer
 * run.
 */
class ShortRunTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final long SEED = Long.getLong("tireless.seed", 20_260_101);
    private static final int SECONDS = Integer.getInteger("tireless.chaos.seconds", 35);
    private static final int WORKERS = 8;

    /** The launcher builds what is missing or old; afterwards no server has to wait for that. */
    @BeforeAll
    static void build() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(CHECKOUT.resolve("tireless").toString(), "--version").inheritIO();
        builder.environment()
                .putAll(Map.of("TIRELESS_JAVA_HOME", System.getProperty("java.home"), "TIRELESS_AOT", "off"));
        Process version = builder.start();
        assertThat(version.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(version.exitValue()).isZero();
    }

    @Test
    void nothingStopsAWorkerAndNothingDoublesIt() throws IOException, InterruptedException {
        Options options = new Options(
                Duration.ofSeconds(SECONDS),
                SEED,
                WORKERS,
                CHECKOUT,
                Path.of("target/seed-" + SEED + ".log").toAbsolutePath());
        Report report = new Suite(options, new BootClock(), Map.of("TIRELESS_AOT", "off")).run();
        assertThat(report.problems()).as(report.text()).isEmpty();
    }
}
