package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.ContainerImage;
import tireless.model.Exit;
import tireless.model.FileContent;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.VolumeMount;
import tireless.runtime.Recovered;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Usage;
import tireless.runtime.Verdict;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** What happens to containers, as a Kubernetes runs them: without an init, and with what this machine has of control groups. */
@Tag("slow")
class ContainerStoryTest extends RuntimeFixture {
    private static final String FOREVER = "trap 'echo bye; exit 5' TERM; echo up; while :; do sleep 0.1; done";
    private static final ContainerImage IMAGE = new ContainerImage(TestEngine.IMAGE, Optional.empty());

    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home, ContainerSettings.DEFAULT, Cgroups.detect());
    }

    @Override
    protected RunSpec run(Map<String, String> environment, String... command) {
        return TestEngine.run(environment, List.of(command));
    }

    @AfterEach
    void noContainerIsLeftOfTheDead() throws IOException {
        for (Recovered found : driver.recover()) {
            if (found.verdict() instanceof Verdict.Alive) {
                driver.kill(found.attempt());
                awaitEnd(found.attempt().number());
            }
        }
        assertThat(TestEngine.containers(home())).isEmpty();
        assertThat(new ContainerNotes(home().resolve("containers")).all()).isEmpty();
    }

    private long up(int number) {
        long client = shell(number, FOREVER);
        awaitLine(number, "up");
        return client;
    }

    private void awaitLine(int number, String line) {
        try (FollowedLog log = FollowedLog.from(number, driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo(line);
        }
    }

    private String output(int number, RunSpec run) {
        assertThat(start(number, run)).isInstanceOf(StartResult.Started.class);
        awaitEnd(number);
        return String.join(
                "\n",
                driver.log(SLOT).tail(100).stream()
                        .filter(line -> line.attempt().equals(attempt(number)))
                        .map(line -> line.text())
                        .toList());
    }

    private long[] monitorAndMain() {
        String[] numbers = TestEngine.podman(
                        "inspect",
                        "--format",
                        "{{.State.ConmonPid}} {{.State.Pid}}",
                        TestEngine.containers(home()).getFirst())
                .text()
                .split(" ", -1);
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }

    @Test
    void theMainProcessHearsTheSignalAndItsStatusIsTheAttempts() {
        up(1);
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(5), 0));
        assertThat(driver.log(SLOT).tail(1)).extracting(line -> line.text()).containsExactly("bye");
    }

    @Test
    void whoDoesNotListenToTheSignalIsKilled() throws IOException {
        shell(1, "echo up; exec sleep 1000");
        awaitLine(1, "up");
        long[] processes = monitorAndMain();
        driver.terminate(attempt(1));
        // The kernel keeps it from the first process of a container that has not asked for it.
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
        driver.kill(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
        assertThat(isRunning(processes[1])).isFalse();
    }

    @Test
    void aContainerDoesNotOutliveItsClient() throws IOException {
        long client = up(1);
        long[] processes = monitorAndMain();
        kill(client);
        assertThat(news.nextEnd()).isEqualTo(attempt(1));
        assertThat(isRunning(processes[1])).isTrue();
        assertThat(settledDead(1)).isEqualTo(new Verdict.Dead(new Exit.Status(128 + Signal.KILL), 0));
        assertThat(isRunning(processes[1])).isFalse();
        up(2);
        assertThat(TestEngine.containers(home())).hasSize(1);
    }

    @Test
    void aClientDoesNotOutliveWhatKeepsItsContainer() throws IOException {
        up(1);
        long[] processes = monitorAndMain();
        kill(processes[0]);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(128 + Signal.KILL));
        assertThat(isRunning(processes[1])).isFalse();
    }

    @Test
    void aContainerWhoseServerAndClientAreGoneIsEndedByTheNextServer() throws IOException {
        long client = up(1);
        long[] processes = monitorAndMain();
        driver.close();
        kill(client);
        reopenAfterClose();
        Recovered found = driver.recover().getFirst();
        assertThat(found.verdict()).isInstanceOf(Verdict.Dead.class);
        assertThat(isRunning(processes[1])).isFalse();
    }

    @Test
    void aContainerWhoseKeeperAndClientAreGoneIsEnded() throws IOException {
        long client = up(1);
        long keeper =
                ProcessHandle.of(client).orElseThrow().parent().orElseThrow().pid();
        kill(keeper);
        kill(client);
        assertThat(awaitEnd(1).exit()).isInstanceOf(Exit.Unknown.class);
    }

    @Test
    void aContainerGoesOnWithoutAServerAndIsFoundAgain() throws IOException {
        long client = up(1);
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.verdict()).isEqualTo(new Verdict.Alive(client)));
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(5));
    }

    @Test
    void whatRunsItIsToldAlsoByTheNextServerAndIsNoWarning() throws IOException {
        StartResult.Started started = (StartResult.Started) start(1, run("/bin/sh", "-c", FOREVER));
        assertThat(started.remarks()).singleElement().asString().startsWith("engine: podman (/");
        assertThat(started.warnings()).isEmpty();
        reopenAfterClose();
        assertThat(driver.recover()).singleElement().satisfies(found -> {
            assertThat(found.remarks()).isEqualTo(started.remarks());
            assertThat(found.warnings()).isEmpty();
        });
    }

    @Test
    void whatAVolumeOfContainersHoldsIsKnown() {
        VolumeMount mount = new VolumeMount("scratch", "/var/dataos/persistent_data/t", false, Optional.empty());
        RunSpec run = run("/bin/sh", "-c", "head -c 300000 /dev/urandom >/var/dataos/persistent_data/t/f; " + FOREVER)
                .withProvisions(new Provisions(new TreeMap<>(), List.of(), List.of(mount)));
        start(1, run);
        awaitLine(1, "up");
        assertThat(driver.holding(new ResourceKey(ResourceType.VOLUME, "public", "scratch")))
                .hasValueSatisfying(held -> {
                    assertThat(held.bytes()).isBetween(300_000L, 400_000L);
                    assertThat(held.folders()).hasSize(1);
                });
    }

    private void reopenAfterClose() throws IOException {
        driver = open(home());
        driver.listen(news);
    }

    @Test
    void whateverMomentAClientIsKilledAtNothingIsLeft() throws IOException {
        List<Long> before = enginesOwn();
        for (int number = 1; number <= 16; number++) {
            StartResult result = start(number, run("/bin/sh", "-c", FOREVER));
            long client = ((StartResult.Started) result).pid();
            long until = System.nanoTime() + Duration.ofMillis(number * 20L).toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            kill(client);
            assertThat(awaitEnd(number)).isInstanceOf(Verdict.Dead.class);
            assertThat(TestEngine.containers(home())).isEmpty();
            assertThat(enginesOwn()).isEqualTo(before);
        }
    }

    /** The processes that an engine has for its containers. */
    private static List<Long> enginesOwn() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.startsWith("/usr/bin/conmon ") || line.startsWith("/usr/bin/runc "))
                        .isPresent())
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    @Test
    void theImagesEntrypointIsStartedUnlessACommandTakesItsPlace() {
        assertThat(output(1, container(List.of(), new ContainerImage(TestEngine.IMAGE, Optional.empty(), true))))
                .isEqualTo("entry");
        assertThat(output(
                        2, container(List.of("a", "b"), new ContainerImage(TestEngine.IMAGE, Optional.empty(), true))))
                .isEqualTo("entry a b");
        assertThat(output(3, container(List.of("/bin/echo", "-n", "own words"), IMAGE)))
                .isEqualTo("own words");
    }

    private static RunSpec container(List<String> command, ContainerImage image) {
        return TestEngine.run(Map.of(), command, Limits.NONE, Network.HOST, image);
    }

    @Test
    void variablesArriveAsTheyAreAndNoValueIsOnACommandLine() {
        Map<String, String> environment =
                Map.of("SECRET", "s3cr3t of\nthe worker ", "PATH", "/bin:/own", "EMPTY", "", "HOME", "/nowhere");
        start(1, run(environment, "/bin/sh", "-c", "echo \"[$SECRET][$PATH][$EMPTY][$HOME]\"; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("[s3cr3t of");
            assertThat(log.next()).isEqualTo("the worker ][/bin:/own][][/nowhere]");
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains("s3cr3t of"));
    }

    @Test
    void limitsAreTheContainersOwn() {
        Limits limits = new Limits(OptionalLong.of(48 << 20), OptionalLong.of(250));
        String script =
                "cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/cpu/cpu.cfs_quota_us 2>/dev/null"
                        + " || cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max";
        assertThat(output(1, TestEngine.run(Map.of(), List.of("/bin/sh", "-c", script), limits, Network.HOST, IMAGE)))
                .matches("50331648\n25000( 100000)?");
        start(
                2,
                TestEngine.run(
                        Map.of(),
                        List.of("/bin/sh", "-c", "a=xxxxxxxx; while :; do a=$a$a; done"),
                        limits,
                        Network.HOST,
                        IMAGE));
        // Where the engine is not told why, the status alone says it.
        assertThat(awaitEnd(2).exit()).isIn(new Exit.OutOfMemory(), new Exit.Status(128 + Signal.KILL));
    }

    @Test
    void aNetworkOfItsOwnHasNothingButLoopback() {
        assertThat(output(
                        1,
                        TestEngine.run(
                                Map.of(),
                                List.of("/bin/sh", "-c", "ip -o link | cut -d: -f2"),
                                Limits.NONE,
                                Network.NONE,
                                IMAGE)))
                .isEqualTo(" lo");
    }

    @Test
    void configFilesAreAtThePlatformsPath() {
        RunSpec run = run(
                        "/bin/sh",
                        "-c",
                        "cat $DATAOS_CONFIG_DIR/a.yaml; echo >$DATAOS_TEMP_DIR/x && echo temp;"
                                + " echo 2>/dev/null >/etc/dataos/config/b || echo read-only")
                .withProvisions(new Provisions(
                        new TreeMap<>(Map.of("a.yaml", FileContent.ofText("key: value\n"))), List.of(), List.of()));
        assertThat(output(1, run)).isEqualTo("key: value\ntemp\nread-only");
    }

    @Test
    void theSocketThatItReportsToIsThereAlsoForTheNextServer() throws IOException {
        shell(
                1,
                "[ -S $NOTIFY_SOCKET ] && echo first; while [ ! -e /tmp/go ]; do sleep 0.1; done;"
                        + " [ -S $NOTIFY_SOCKET ] && echo second; exec sleep 1000");
        awaitLine(1, "first");
        reopen();
        driver.recover();
        TestEngine.podman("exec", TestEngine.containers(home()).getFirst(), "/bin/touch", "/tmp/go");
        try (FollowedLog log = FollowedLog.from(1, driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("first");
            assertThat(log.next()).isEqualTo("second");
        }
    }

    @Test
    void whatTheImageHasNotIsSaidInTheLog() {
        assertThat(output(1, run("no-such-program"))).contains("no-such-program", "not found");
        assertThat(settledDead(1).exit()).isEqualTo(new Exit.Status(127));
    }

    @Test
    void itIsMeasuredWithAllThatRunsInIt() {
        shell(1, "(i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done); echo up; exec sleep 1000");
        awaitLine(1, "up");
        Usage usage = driver.measure(attempt(1));
        assertThat(usage.cpu()).isGreaterThan(Duration.ofMillis(20));
        assertThat(usage.memoryBytes()).isPositive();
    }

    @Test
    void anImageThatIsHereIsNotPulled() {
        assertThat(driver.prepare(new StartRequest(attempt(1), RECORD, run("true"))))
                .isEmpty();
    }

    @Test
    void anImageThatCanNotBePulledIsNotStartedAndHeals() {
        String reference = "localhost:1/tireless/absent:1";
        RunSpec run = container(List.of("/bin/echo", "healed"), new ContainerImage(reference, Optional.empty()));
        StartRequest request = new StartRequest(attempt(1), RECORD, run);
        assertThat(driver.prepare(request))
                .hasValueSatisfying(refused -> assertThat(refused.cause())
                        .startsWith("the image " + reference + " can not be pulled: ")
                        .contains("connection refused")
                        .doesNotContain("\n"));
        TestEngine.podman("tag", TestEngine.IMAGE, reference);
        try {
            assertThat(driver.prepare(request)).isEmpty();
            assertThat(output(1, run)).isEqualTo("healed");
        } finally {
            TestEngine.podman("untag", TestEngine.IMAGE, reference);
        }
    }
}
