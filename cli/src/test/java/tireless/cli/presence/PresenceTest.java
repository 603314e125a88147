package tireless.cli.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.AtomicFile;
import tireless.linux.Pidfd;

/** Who serves a home, as its files and the kernel say. */
class PresenceTest {
    /** SIGSTOP */
    private static final int STOP = 19;

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    /** A process that holds the home as a server does, until it is killed. */
    private Process holder() throws IOException {
        Process holder = Holder.start(home);
        started.add(holder);
        return holder;
    }

    private Process guard() throws IOException {
        Process guard = new ProcessBuilder("sleep", "1000").start();
        started.add(guard);
        ServerGuard.note(home, guard.pid(), _ -> {});
        return guard;
    }

    @Test
    void aHomeThatNobodyServes() throws IOException {
        assertThat(Presence.of(home)).isEqualTo(new Presence.Absent());
        assertThat(Presence.of(home.resolve("none"))).isEqualTo(new Presence.Absent());
        Path file = Files.createFile(home.resolve("file"));
        assertThat(Presence.of(file)).isEqualTo(new Presence.Absent());
        assertThat(Presence.of(home).coming(home)).isEmpty();
    }

    @Test
    void aServerIsStartingUntilItHasWrittenThatItServes() throws IOException {
        long pid = holder().pid();
        AtomicFile.write(home.resolve(Presence.PID), "1\n");
        assertThat(Presence.of(home)).as("the number of one before").isEqualTo(new Presence.Starting(pid));
        assertThat(Presence.of(home).coming(home))
                .hasValueSatisfying(
                        words -> assertThat(words).contains("process " + pid + ", is starting", "server.log"));
        AtomicFile.write(home.resolve(Presence.PID), pid + "\n");
        assertThat(Presence.of(home)).isEqualTo(new Presence.Serving(pid));
        assertThat(Presence.of(home).coming(home)).isEmpty();
    }

    @Test
    void aServerThatIsSuspendedIsNotComing() throws IOException {
        Process holder = holder();
        try (Pidfd held = Pidfd.open(holder.pid()).orElseThrow()) {
            held.send(STOP);
            long end = System.nanoTime() + 10_000_000_000L;
            while (!(Presence.of(home) instanceof Presence.Suspended) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        assertThat(Presence.of(home)).isEqualTo(new Presence.Suspended(holder.pid()));
        assertThat(Presence.of(home).coming(home)).isEmpty();
    }

    @Test
    void aKilledServerComesBackAsLongAsItsGuardLives() throws IOException, InterruptedException {
        Process guard = guard();
        holder().destroyForcibly().waitFor();
        assertThat(Presence.of(home)).isEqualTo(new Presence.Returning(guard.pid()));
        assertThat(Presence.of(home).coming(home))
                .hasValueSatisfying(
                        words -> assertThat(words).contains("its guard, process " + guard.pid(), "server.log"));
        guard.destroyForcibly().waitFor();
        assertThat(Presence.of(home)).isEqualTo(new Presence.Absent());
    }

    @Test
    void toLookTakesNoLockAndChangesNothing() throws IOException {
        Path lock = Files.createFile(home.resolve(Presence.LOCK));
        var before = Files.getLastModifiedTime(lock);
        assertThat(Presence.of(home)).isEqualTo(new Presence.Absent());
        assertThat(Files.getLastModifiedTime(lock)).isEqualTo(before);
        try (var left = Files.list(home)) {
            assertThat(left).containsExactly(lock);
        }
    }
}
