package tireless.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.Limits;
import tireless.model.ReplicaUse;
import tireless.model.ResourceKey;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.testing.Workloads;

/** What real processes take of the machine is in what the engine shows of them. */
class UsageTest {
    private static final ResourceKey BUSY = ResourceKey.worker("public", "busy");
    private static final ResourceKey QUIET = ResourceKey.worker("public", "quiet");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path sockets;
    private ProcessDriver driver;
    private Engine engine;

    @BeforeEach
    void begin() throws IOException {
        sockets = Files.createTempDirectory("tl");
        BootClock time = new BootClock();
        driver = new ProcessDriver(
                folder.resolve("home"),
                time,
                new LogSettings(LogLimits.DEFAULT, folder.resolve("libraries")),
                Map.of("PATH", "/usr/bin:/bin"),
                sockets,
                Cgroups.detect());
        engine = new LocalEngine(driver, time, new SplittableRandom(1), 4);
        engine.adopt(List.of());
    }

    @AfterEach
    void end() throws IOException {
        engine.remove(BUSY);
        engine.remove(QUIET);
        await(() -> engine.statuses().isEmpty());
        engine.close();
        driver.close();
        Files.deleteIfExists(sockets);
    }

    private void start(ResourceKey key, String script) {
        RunSpec run = new RunSpec(
                List.of("/bin/sh", "-c", script),
                Path.of("/"),
                new TreeMap<>(),
                Limits.NONE,
                new StopPolicy(Duration.ofMillis(200), false));
        engine.accept(Workloads.revision(key, "uid of " + key, 1, Workloads.worker(1, run)));
    }

    /** Nobody is told of what changes with every look. */
    private void await(BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new AssertionError("not within " + PATIENCE + ": " + engine.statuses());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private ReplicaUse use(ResourceKey key) {
        return engine.status(key).stream()
                .flatMap(status -> status.observed().stream())
                .map(replica -> replica.use())
                .findFirst()
                .orElse(ReplicaUse.UNKNOWN);
    }

    @Test
    void aBusyReplicaTakesPartsOfACoreAndMemoryWithAllThatItStarted() {
        // One child computes, and one holds memory.
        start(BUSY, "perl -e '1 while 1' & perl -e '$held = q(x) x 60_000_000; sleep 1000' & wait");
        start(QUIET, "exec sleep 1000");

        // Other tests run beside this one: how much of a core it gets is theirs to say.
        await(() -> use(BUSY).milliCores().orElse(0) > 50 && use(BUSY).memory().orElse(0) > 60_000_000);
        await(() -> use(QUIET).milliCores().isPresent());
        assertThat(use(BUSY).milliCores().orElseThrow()).isLessThan(1_200);
        assertThat(use(BUSY).memory().orElseThrow()).isLessThan(200_000_000);
        assertThat(use(QUIET).milliCores().orElseThrow()).isLessThan(50);
        assertThat(use(QUIET).memory().orElseThrow()).isBetween(1L, 20_000_000L);
    }

    @Test
    void whatHasEndedTakesNothingThatIsKnown() {
        start(QUIET, "exec sleep 1000");
        await(() -> use(QUIET).memory().isPresent());
        engine.remove(QUIET);
        await(() -> engine.statuses().isEmpty());
        assertThat(use(QUIET)).isEqualTo(ReplicaUse.UNKNOWN);
    }
}
