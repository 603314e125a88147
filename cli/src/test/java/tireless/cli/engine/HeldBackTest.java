package tireless.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.Limits;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.Cgroups;
import tireless.runtime.process.ProcessDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.testing.Workloads;

/** What the machine refuses to do at once, or at all, is shown as long as it is so. */
class HeldBackTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path folder;

    private Path sockets;
    private Path frozen;
    private ProcessDriver driver;
    private Engine engine;

    @BeforeEach
    void begin() throws IOException {
        sockets = Files.createTempDirectory("tl");
        frozen = FREEZER.resolve("tireless-test-" + ProcessHandle.current().pid());
        open(List.of());
    }

    private void open(List<Desired> desired) {
        BootClock time = new BootClock();
        driver = new ProcessDriver(
                folder.resolve("home"),
                time,
                new LogSettings(LogLimits.DEFAULT, folder.resolve("libraries")),
                Map.of("PATH", "/usr/bin:/bin"),
                sockets,
                Cgroups.NONE);
        engine = new LocalEngine(driver, time, new SplittableRandom(1), 4);
        engine.adopt(desired);
    }

    private void close() {
        engine.close();
        driver.close();
    }

    @AfterEach
    void end() throws Exception {
        if (Files.isDirectory(frozen)) {
            thaw();
        }
        engine.remove(KEY);
        await(() -> engine.statuses().isEmpty());
        close();
        for (Path left : List.of(frozen, sockets)) {
            Files.deleteIfExists(left);
        }
    }

    private static Revision revision(Limits limits, String script) {
        RunSpec run = new RunSpec(
                List.of("/bin/sh", "-c", script),
                Path.of("/"),
                new TreeMap<>(),
                limits,
                new StopPolicy(Duration.ofMillis(200), false));
        return Workloads.revision(KEY, "uid", 1, Workloads.worker(1, run));
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Asks again with every observation. */
    private void await(Condition condition) throws Exception {
        CountDownLatch come = new CountDownLatch(1);
        try (var _ = engine.observe(_ -> {
            try {
                if (condition.holds()) {
                    come.countDown();
                }
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        })) {
            assertThat(condition.holds() || come.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("now: %s", engine.statuses())
                    .isTrue();
        }
    }

    private ReplicaStatus await(Predicate<ReplicaStatus> wanted) throws Exception {
        await(() -> engine.statuses().stream()
                .flatMap(status -> status.observed().stream())
                .anyMatch(wanted));
        return engine.statuses().getFirst().observed().getFirst();
    }

    private static boolean runs(ReplicaStatus replica) {
        return replica.phase() instanceof Phase.Running;
    }

    private static boolean stopsBecause(ReplicaStatus replica, String why) {
        return replica.phase() instanceof Phase.Stopping stopping
                && stopping.why().contains(why);
    }

    /** On version 1 of control groups a frozen process does not end by SIGKILL: as one that waits for a device. */
    private void freeze(long pid) throws IOException {
        assumeTrue(
                Files.isWritable(FREEZER.resolve("cgroup.procs")), "no freezer of version 1 that this account may use");
        Files.createDirectory(frozen);
        Files.writeString(frozen.resolve("cgroup.procs"), Long.toString(pid));
        Files.writeString(frozen.resolve("freezer.state"), "FROZEN");
    }

    private void thaw() throws IOException {
        Files.writeString(frozen.resolve("freezer.state"), "THAWED");
    }

    @Test
    void aWorkerThatSigkillDoesNotEndStaysStoppingWithItsCauseAndIsNotReplaced() throws Exception {
        engine.accept(revision(Limits.NONE, "exec sleep 1000"));
        long pid = ((Phase.Running) await(HeldBackTest::runs).phase()).pid();
        freeze(pid);
        engine.restart(KEY);
        ReplicaStatus held = await(replica -> stopsBecause(replica, "does not end"));
        assertThat(((Phase.Stopping) held.phase()).why()).contains("restarted by hand", Long.toString(pid));
        assertThat(held.attempt()).isEqualTo(1);
        thaw();
        assertThat(await(replica -> runs(replica) && replica.attempt() == 2).attempt())
                .isEqualTo(2);
    }

    @Test
    void aLeftoverThatSigkillDoesNotEndHoldsBackTheNextStart() throws Exception {
        Path child = folder.resolve("child");
        engine.accept(revision(Limits.NONE, "sleep 1077 & echo $! >" + child + "; exec sleep 1000"));
        long pid = ((Phase.Running) await(HeldBackTest::runs).phase()).pid();
        while (!Files.exists(child) || Files.readString(child).isBlank()) {
            Thread.onSpinWait();
        }
        long leftover = Long.parseLong(Files.readString(child).strip());
        freeze(leftover);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        ReplicaStatus held = await(replica -> replica.phase() instanceof Phase.Unsettled);
        assertThat(((Phase.Unsettled) held.phase()).why())
                .contains("process " + leftover)
                .contains("does not end although it was killed");
        engine.stop(KEY);
        assertThat(engine.statuses().getFirst().observed().getFirst().attempt()).isEqualTo(1);
        thaw();
        await(() -> engine.statuses().getFirst().observed().isEmpty());
        engine.resume(KEY);
        assertThat(await(replica -> runs(replica) && replica.attempt() == 2).attempt())
                .isEqualTo(2);
    }

    @Test
    void aLimitThatIsNotEnforcedIsShownAlsoByTheNextEngine() throws Exception {
        Revision limited = revision(new Limits(OptionalLong.of(1 << 28), OptionalLong.of(500)), "exec sleep 1000");
        engine.accept(limited);
        assertThat(await(HeldBackTest::runs).findings().warnings())
                .hasSize(2)
                .allMatch(warning -> warning.contains("limit is not enforced"));
        close();
        open(List.of(Desired.of(limited)));
        ReplicaStatus adopted = await(HeldBackTest::runs);
        assertThat(adopted.attempt()).isEqualTo(1);
        assertThat(adopted.findings().warnings()).hasSize(2);
    }
}
