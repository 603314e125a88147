package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tireless.linux.BootClock;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.model.VolumeMount;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.ProvisionsContract;

/** By mounts of their own. */
class ProvisionsTest extends ProvisionsContract {
    private static final Path MEMORY = Path.of("/dev/shm");

    private List<Path> memory = List.of(MEMORY);

    @Override
    protected RuntimeDriver open(Path home, SecretSource secrets, VolumeSource volumes) {
        Path sockets = Path.of("/tmp/tireless-test-" + ProcessHandle.current().pid());
        sockets.toFile().deleteOnExit();
        return new ProcessDriver(
                home,
                new BootClock(),
                new LogSettings(LogLimits.DEFAULT, home.resolveSibling("libraries")),
                BASE,
                sockets,
                Cgroups.NONE,
                ProcessDriver.INGRESS_PERIOD,
                new Supply(secrets, volumes, memory));
    }

    @Override
    protected List<Path> secretFiles() throws IOException {
        Path folder = MEMORY.resolve("tireless-" + new Home(home()).id());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theWayIsMountsAndThatIsWrittenDown() throws IOException {
        start(1, given(Map.of("a", "b"), "exec sleep 1000"));
        assertThat(new Home(home()).folder(attempt(1)).note().orElseThrow().paths())
                .contains("mount namespace");
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
                Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Files.writeString(folder.resolve("fifo"), "go\n");
                assertThat(log.next()).isEqualTo("new");
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path fifo() throws IOException {
        Path fifo = folder.resolve("fifo");
        tireless.linux.Fifo.make(fifo);
        return fifo;
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
        assertThat(new ArrayList<>(
                        List.of(folder.resolve("home/provisions").toFile().list())))
                .isEmpty();
    }
}
