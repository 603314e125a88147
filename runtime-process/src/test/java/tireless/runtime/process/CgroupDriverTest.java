package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.linux.BootClock;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.runtime.LogLine;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.ProcessContract;
import tireless.testing.runtime.RuntimeNews;

/** With control groups, as far as this machine lets this account use them. */
class CgroupDriverTest extends ProcessContract {
    private static final long MEBIBYTE = 1024 * 1024;

    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /** Waits for what the kernel tells nobody. */
    private static void until(Condition condition) {
        assertTimeoutPreemptively(Duration.ofSeconds(RuntimeNews.PATIENCE_SECONDS), () -> {
            while (!condition.holds()) {
                Thread.onSpinWait();
            }
        });
    }

    private RunSpec limited(Limits limits, String script) {
        RunSpec plain = run("/bin/sh", "-c", script);
        return new RunSpec(plain.command(), folder, plain.environment(), limits, StopPolicy.DEFAULT);
    }

    @Test
    void aWorkerOverItsMemoryLimitIsKilledAndTheCauseIsKnown() {
        assumeTrue(Drivers.DETECTED.memory().isPresent(), "this account may not limit memory here");
        Limits limits = new Limits(OptionalLong.of(32 * MEBIBYTE), OptionalLong.empty());
        StartResult result = start(1, limited(limits, "exec dd if=/dev/zero of=/dev/null bs=100M count=1"));
        assertThat(result).isInstanceOf(StartResult.Started.class);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.OutOfMemory());
        // The next attempt begins with a clean count.
        start(2, limited(limits, "kill -9 $$"));
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(137));
    }

    /** The home's groups. */
    private Path groups(Path root) throws IOException {
        return root.resolve("tireless").resolve(new Home(home()).id());
    }

    private Leaf leaf(int attempt) throws IOException {
        return new Home(home())
                .folder(attempt(attempt))
                .note()
                .flatMap(StartNote::group)
                .orElseThrow();
    }

    /** The group of the first attempt's command, wherever the controller is. */
    private Path work(Path root) throws IOException {
        return Cgroups.isVersion2(root) ? leaf(1).work() : groups(root).resolve(SlotPath.flat(SLOT));
    }

    @Test
    void nothingIsSwappedToStayBelowAMemoryLimit() throws IOException {
        assumeTrue(Drivers.DETECTED.memory().isPresent(), "this account may not limit memory here");
        Limits limits = new Limits(OptionalLong.of(32 * MEBIBYTE), OptionalLong.empty());
        start(1, limited(limits, "exec sleep 1000"));
        Path group = work(Drivers.DETECTED.memory().get());
        Path swap = group.resolve("memory.swap.max");
        Path memoryAndSwap = group.resolve("memory.memsw.limit_in_bytes");
        assumeTrue(Files.exists(swap) || Files.exists(memoryAndSwap), "this kernel does not count what is swapped");
        if (Files.exists(swap)) {
            assertThat(swap).hasContent("0");
        } else {
            assertThat(memoryAndSwap).hasContent(Long.toString(32 * MEBIBYTE));
        }
    }

    @Test
    void theProcessorLimitThrottles() throws IOException {
        assumeTrue(Drivers.DETECTED.cpu().isPresent(), "this account may not limit processor time here");
        Limits limits = new Limits(OptionalLong.empty(), OptionalLong.of(100));
        StartResult result = start(1, limited(limits, "while :; do :; done"));
        assertThat(((StartResult.Started) result).warnings()).isEmpty();
        Path stat = work(Drivers.DETECTED.cpu().get()).resolve("cpu.stat");
        BootClock clock = new BootClock();
        Duration began = clock.now().sinceBoot();
        until(() -> Files.readAllLines(stat).stream()
                .anyMatch(line -> line.startsWith("nr_throttled ") && line.length() > "nr_throttled 9".length()));
        Duration ran = clock.now().sinceBoot().minus(began);
        // A tenth of one processor, and as much again for what is counted in whole periods.
        assertThat(driver.measure(attempt(1)).cpu()).isLessThan(ran.dividedBy(5));
    }

    @Test
    void aWorkerHasNoMoreThanSoManyProcesses() throws IOException {
        assumeTrue(Drivers.DETECTED.pids().isPresent(), "this account may not limit processes here");
        Path gate = folder.resolve("gate");
        shell(
                1,
                "while [ ! -e " + gate + " ]; do :; done;"
                        + " i=0; while [ $i -lt 100 ]; do sleep 1077 & i=$((i+1)); done; echo all of them");
        Path group = work(Drivers.DETECTED.pids().get());
        assertThat(group.resolve("pids.max")).hasContent("4096");
        // As few as need not be cared about, to see that the kernel counts its processes in this group.
        Files.writeString(group.resolve("pids.max"), "40");
        Files.createFile(gate);
        Verdict.Dead dead = awaitEnd(1);
        assertThat(dead.exit().isSuccess()).isFalse();
        assertThat(dead.leftovers()).isEqualTo(39);
        assertThat(driver.log(SLOT).tail(1))
                .extracting(LogLine::text)
                .first()
                .asString()
                .contains("fork");
        assertThat(news.nextNotice()).isEqualTo(new Notice.ForkLimit(40));
    }

    @Test
    void thatItHasAsManyProcessesAsItMayIsToldOnceWhileItLives() throws IOException {
        assumeTrue(Drivers.DETECTED.pids().isPresent(), "this account may not limit processes here");
        Path gate = folder.resolve("gate");
        shell(
                1,
                "while [ ! -e " + gate + " ]; do :; done;"
                        + " (i=0; while [ $i -lt 100 ]; do sleep 1077 & i=$((i+1)); done); exec sleep 1077");
        Files.writeString(work(Drivers.DETECTED.pids().get()).resolve("pids.max"), "40");
        Files.createFile(gate);
        assertThat(news.nextNotice()).isEqualTo(new Notice.ForkLimit(40));
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
        reopen();
        kill(((Verdict.Alive) driver.settle(attempt(1))).pid());
        awaitEnd(1);
        assertThat(news.hasMoreNotices()).as("it is told once").isFalse();
    }

    @Test
    void whoHidesInAGroupOfItsOwnMakingIsKilledToo() throws IOException {
        Path root = Drivers.DETECTED.tracking().orElseThrow();
        assumeTrue(Cgroups.isVersion2(root), "version 2 does not track here");
        shell(
                1,
                ("cd %s/tireless/$(sed -n 's|^0::.*/tireless/||p' /proc/self/cgroup); mkdir -p hidden/deep;"
                                + " sh -c 'echo 0 >hidden/deep/cgroup.procs; echo $$; exec env -i setsid sleep 1077' & wait")
                        .formatted(root));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long escaped = Long.parseLong(log.next());
            kill(((Verdict.Alive) driver.settle(attempt(1))).pid());
            assertThat(awaitEnd(1).leftovers()).isEqualTo(1);
            assertThat(isRunning(escaped)).isFalse();
        }
        assertThat(((StartResult.Started) start(2, run("true"))).warnings()).isEmpty();
        awaitEnd(2);
    }

    @Test
    void whoClearedItsEnvironmentAndLeftTheSessionIsKilledToo() throws Exception {
        shell(1, "env -i setsid sh -c 'echo $$; exec sleep 1077' & wait");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long escaped = Long.parseLong(log.next());
            driver.kill(attempt(1));
            awaitEnd(1);
            assertThat(isRunning(escaped)).isFalse();
        }
    }

    @Test
    void nothingIsLeftOfARemovedSlot() throws Exception {
        shell(1, "exit 0");
        awaitEnd(1);
        String home = new Home(home()).id();
        driver.remove(SLOT);
        driver.close();
        Path root = Drivers.DETECTED.tracking().orElseThrow();
        assertThat(root.resolve("tireless").resolve(home)).doesNotExist();
    }
}
