package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account may do to which a group of version 2 is delegated, and nothing above it. */
class CgroupDelegationTest {
    private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");

    private Path delegated;
    private boolean limits;

    @BeforeEach
    void needVersion2() throws IOException {
        Optional<Path> root = Drivers.DETECTED.tracking().filter(Cgroups::isVersion2);
        assumeTrue(root.isPresent(), "version 2 does not track here");
        delegated = Files.createDirectory(root.get()
                .resolve("tireless-delegated-" + ProcessHandle.current().pid()));
        String offered = Files.readString(root.get().resolve("cgroup.controllers"));
        limits = CONTROLLERS.stream().allMatch(offered::contains);
        if (limits) {
            Files.writeString(root.get().resolve("cgroup.subtree_control"), "+memory +cpu +pids");
        }
    }

    @AfterEach
    void remove() throws IOException {
        if (delegated != null) {
            Files.deleteIfExists(delegated.resolve(Cgroups.SERVER));
            Files.delete(delegated);
        }
    }

    /** As seen by a process in this group, to whom the root is closed as {@code /proc} is to everybody. */
    private static Cgroups seenFrom(Path own) {
        return new CgroupProbe(List.of("30 29 0:26 / /proc rw - cgroup2 cgroup2 rw"), List.of("0::/.." + own)).probe();
    }

    private static Optional<Path> real(Optional<Path> group) throws IOException {
        return group.isPresent() ? Optional.of(group.get().toRealPath()) : Optional.empty();
    }

    @Test
    void aServerBesideWhoseGroupItMayMakeOthersTracksAndLimitsThere() throws IOException {
        Cgroups groups = seenFrom(Files.createDirectory(delegated.resolve(Cgroups.SERVER)));
        assertThat(real(groups.tracking())).contains(delegated);
        Optional<Path> limiting = limits ? Optional.of(delegated) : Optional.empty();
        assertThat(real(groups.memory())).isEqualTo(limiting);
        assertThat(real(groups.cpu())).isEqualTo(limiting);
        assertThat(real(groups.pids())).isEqualTo(limiting);
    }

    @Test
    void aServerInTheDelegatedGroupItselfTracksAndCanNotLimit() throws Exception {
        Process server = new ProcessBuilder(
                        "/bin/sh", "-c", "echo 0 >\"$1\"; exec cat", "sh", delegated + "/cgroup.procs")
                .start();
        try {
            while (Files.readString(delegated.resolve("cgroup.procs")).isBlank()) {
                Thread.onSpinWait();
            }
            Cgroups groups = seenFrom(delegated);
            assertThat(real(groups.tracking())).contains(delegated);
            assertThat(groups.memory()).isEmpty();
            assertThat(groups.cpu()).isEmpty();
            assertThat(groups.pids()).isEmpty();
            // And whoever comes next can do so still.
            assertThat(seenFrom(delegated)).isEqualTo(groups);
        } finally {
            server.destroyForcibly().waitFor();
            while (Files.readString(delegated.resolve("cgroup.events")).contains("populated 1")) {
                Thread.onSpinWait();
            }
        }
    }
}
