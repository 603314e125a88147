package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.linux.Fifo;
import tireless.model.Exit;
import tireless.model.Network;
import tireless.model.RunSpec;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.model.Signal;
import tireless.model.VolumeMount;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.provision.Supply;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.ProvisionsContract;

/** By mounts of their own. */
class ProvisionsTest extends ProvisionsContract {
    static final Path MEMORY = Path.of("/dev/shm");

    private List<Path> memory = List.of(MEMORY);

    @Override
    protected RuntimeDriver open(Path home, SecretSource secrets, VolumeSource volumes) {
        return Drivers.open(
                home,
                BASE,
                Cgroups.NONE,
                LogLimits.DEFAULT,
                new Supply(secrets, volumes, Duration.ofMillis(50), memory));
    }

    @Override
    protected List<Path> secretFiles() throws IOException {
        return inMemory(home());
    }

    /** The files of secrets that a home has in memory. */
    static List<Path> inMemory(Path home) throws IOException {
        Path folder = MEMORY.resolve("tireless-" + new Home(home).id());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void thatTheWayIsMountsIsToldAlsoByTheNextDriver() throws IOException {
        StartResult started = start(1, given(Map.of("a", "b"), "exec sleep 1000"));
        assertThat(((StartResult.Started) started).remarks()).containsExactly("paths: mount namespace");
        reopen();
        assertThat(driver.recover()).singleElement().satisfies(found -> {
            assertThat(found.remarks()).containsExactly("paths: mount namespace");
            assertThat(found.warnings()).isEmpty();
        });
    }

    @Test
    void whoIsGivenNothingIsStartedAsEver() throws IOException {
        StartResult started = start(1, run("/bin/sh", "-c", "exec sleep 1000"));
        assertThat(((StartResult.Started) started).remarks()).isEmpty();
        assertThat(Files.readString(Path.of("/proc", String.valueOf(((StartResult.Started) started).pid()), "environ")))
                .doesNotContain("DATAOS_");
        assertThat(home().resolve("provisions")).doesNotExist();
    }

    @Test
    void whoNamesAPathOfThePlatformIsGivenItsFolder() {
        start(1, run("/bin/sh", "-c", "echo x >/var/dataos/temp_data/f && echo $DATAOS_CONFIG_DIR; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("/etc/dataos/config");
        }
    }

    @Test
    void secretsThatAreVariablesOfTheLoaderAreOfTheCommandAloneAndOfNothingThatLeadsToIt() throws IOException {
        secrets.put(
                "loader",
                SecretValues.ofTexts(
                        Map.of("LD_PRELOAD", "/nowhere/'x'.so", "LD_LIBRARY_PATH", "/lost", "PATH", "/no")));
        StartResult started = start(
                1,
                given(
                        Map.of(),
                        List.of(use("loader", Kind.ENV_VARS)),
                        List.of(),
                        "echo \"$LD_PRELOAD $LD_LIBRARY_PATH $PATH\"; exec /bin/sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).as("of its own shell").contains("from LD_PRELOAD cannot be preloaded");
            assertThat(log.next()).isEqualTo("/nowhere/'x'.so /lost /no");
        }
        assertThat(Files.readString(Path.of("/proc", String.valueOf(((StartResult.Started) started).pid()), "environ")))
                .doesNotContain("__tireless", "OLDPWD");
        driver.kill(attempt(1));
        awaitEnd(1);
    }

    @Test
    void withANetworkOfItsOwnItHasBoth() throws IOException {
        OwnNetwork.Way way = new OwnNetwork().find(false);
        assumeTrue(way instanceof OwnNetwork.Way.Open, way.toString());
        RunSpec plain =
                given(Map.of("a", "config\n"), "cat /etc/dataos/config/a; wc -l </proc/net/dev; exec sleep 1000");
        start(
                1,
                new RunSpec(
                        plain.command(),
                        plain.workingDirectory(),
                        plain.environment(),
                        plain.limits(),
                        plain.stop(),
                        Network.NONE,
                        plain.provisions(),
                        Optional.empty()));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("config");
            assertThat(log.next()).isEqualTo("3");
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsStartedAndNothingIsLeft() throws IOException {
        driver.remove(SLOT);
        Path provisions = home().resolve("provisions");
        Files.writeString(provisions, "no folder");
        assertThat(start(1, given(Map.of("a", "b"), "exit 0")))
                .isInstanceOf(StartResult.NotStarted.class)
                .asString()
                .contains("what it is given could not be written");
        Files.delete(provisions);
        assertThat(start(1, given(Map.of("a", "b"), "exit 0"))).isInstanceOf(StartResult.Started.class);
        awaitEnd(1);
        assertThat(provisions)
                .isDirectoryNotContaining(file -> !file.getFileName().toString().equals(".stage"));
    }

    @Test
    void aReadOnlyVolumeCanNotBeWrittenTo() {
        volumes.put("v", new VolumeSource.Answer.Found(true, 1 << 20));
        VolumeMount mount = new VolumeMount("v", "/var/dataos/persistent_data/v", true, Optional.empty());
        start(
                1,
                given(
                        Map.of(),
                        List.of(),
                        List.of(mount),
                        "echo x >/var/dataos/persistent_data/v/f || echo refused; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).contains("Read-only file system");
            assertThat(log.next()).isEqualTo("refused");
        }
    }

    @Test
    void aFileThatIsReplacedOnTheMachineIsReplacedForWhoRuns() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/etc")), "needs root");
        Path file = Path.of("/etc/tireless-test-" + ProcessHandle.current().pid());
        Files.writeString(file, "old\n");
        try {
            start(1, given(Map.of("a", "b"), "cat %1$s; read x <%2$s; cat %1$s".formatted(file, fifo())));
            try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
                assertThat(log.next()).isEqualTo("old");
                Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), "new\n");
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
                Files.writeString(folder.resolve("fifo"), "go\n");
                assertThat(log.next()).isEqualTo("new");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path fifo() throws IOException {
        Path fifo = folder.resolve("fifo");
        Fifo.make(fifo);
        return fifo;
    }

    @Test
    void whoFillsItsTemporaryVolumeIsToldOfAndEndedAlsoByTheNextDriver() throws IOException {
        volumes.put("t", new VolumeSource.Answer.Found(false, 1 << 20));
        VolumeMount mount = new VolumeMount("t", "/var/dataos/temp_data", false, Optional.empty());
        String script = "trap '' TERM; cd /var/dataos/temp_data; head -c 960K /dev/zero >f; read x <" + fifo()
                + "; head -c 1M /dev/zero >g; while :; do sleep 1; done";
        start(1, given(Map.of(), List.of(), List.of(mount), script));
        assertThat(warning()).contains("holds 96").contains("of 1024 KiB: above that it is ended");
        reopen();
        driver.recover();
        Files.writeString(folder.resolve("fifo"), "go\n");
        while (!warning().contains("it is asked to end")) {
            // What was told before is told again by the next driver.
        }
        assertThat(warning()).contains("it is killed");
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
    }

    private String warning() {
        return ((Notice.VolumeWarning) news.nextNotice()).what();
    }

    @Test
    void secretsAreNotWrittenWhereThereIsNoMemory() throws IOException {
        memory = List.of(folder);
        reopen();
        secrets.put("s", SecretValues.ofTexts(Map.of("k", VALUE)));
        assertThat(start(1, given(Map.of(), List.of(use("s", Kind.FILE)), List.of(), "exit 0")))
                .isInstanceOf(StartResult.NotStarted.class)
                .asString()
                .contains("not written to a disk")
                .contains(folder.toString());
        assertThat(home().resolve("provisions")).isEmptyDirectory();
    }

    @Test
    void nothingIsMountedOntoAFileAndTheSentenceNamesIt() throws IOException {
        volumes.put("v", new VolumeSource.Answer.Found(true, 1 << 20));
        Path file = Files.writeString(folder.resolve("file"), "kept");
        VolumeMount mount = new VolumeMount("v", file.toString(), false, Optional.empty());
        assertThat(start(1, given(Map.of(), List.of(), List.of(mount), "exit 0")))
                .isEqualTo(new StartResult.NotStarted("nothing can be mounted at " + file
                        + ", as it is no folder on this machine: name another `directory`, or move it away"));
        assertThat(file).hasContent("kept");
    }
}
