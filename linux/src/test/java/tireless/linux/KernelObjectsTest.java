package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.Now;

class KernelObjectsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void aProcessIsHeldSignalledAndAwaited() throws IOException {
        Process child = new ProcessBuilder("sleep", "1000").start();
        try (Pidfd held = Pidfd.open(child.pid()).orElseThrow()) {
            assertThat(held.awaitEnd(Duration.ZERO)).isFalse();
            assertThat(held.send(15)).isTrue();
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        }
        assertThat(Pidfd.open(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void aGroupThatIsNotThereIsNotSignalled() throws IOException {
        assertThat(ProcessGroup.send(Integer.MAX_VALUE, 0)).isFalse();
        assertThatThrownBy(() -> ProcessGroup.send(1, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFifoShowsWhetherItIsHeld() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(Fifo.isHeld(fifo)).isFalse();
        Fifo.make(fifo);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fifo)))
                .isEqualTo("rw-------");
        assertThat(Fifo.isHeld(fifo)).isFalse();
        Process holder =
                new ProcessBuilder("sh", "-c", "exec 3<>\"$0\"; echo held; exec sleep 1000", fifo.toString()).start();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        assertThat(Fifo.isHeld(fifo)).isTrue();
        holder.destroyForcibly().waitFor();
        assertThat(Fifo.isHeld(fifo)).isFalse();
        assertThatThrownBy(() -> Fifo.make(fifo))
                .isInstanceOfSatisfying(
                        SystemCallException.class,
                        failure -> assertThat(failure.errno()).isEqualTo(Errno.EXIST));
    }

    @Test
    void theLoopCallsWhoHasSomethingToRead() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (EventLoop loop = new EventLoop("test");
                DatagramFile socket = DatagramFile.bind(folder.resolve("s"));
                var _ = loop.watch(
                        socket.descriptor(),
                        () -> socket.receive()
                                .ifPresent(bytes -> heard.add(new String(bytes, StandardCharsets.UTF_8))))) {
            for (int count = 0; count < 300; count++) {
                Datagram.send(socket.path().toString(), ("n" + count).getBytes(StandardCharsets.UTF_8));
                assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("n" + count);
            }
        }
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void anEndlessPathIsRefused() {
        Path path = folder.resolve("x".repeat(DatagramFile.LONGEST_PATH));
        assertThatThrownBy(() -> DatagramFile.bind(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("107");
    }

    @Test
    void inotifyNamesTheFileThatWasWrittenTo() throws Exception {
        Path one = Files.createFile(folder.resolve("one"));
        Path other = Files.createFile(folder.resolve("other"));
        try (Inotify inotify = new Inotify()) {
            int first = inotify.watch(one);
            inotify.watch(other);
            assertThat(inotify.modified()).isEmpty();
            Files.writeString(one, "x");
            assertThat(inotify.modified()).containsExactly(first);
            inotify.forget(first);
            inotify.modified();
            Files.writeString(one, "y");
            assertThat(inotify.modified()).isEmpty();
        }
    }

    @Test
    void timeSinceBootGoesForward() {
        BootClock clock = new BootClock();
        Now earlier = clock.now();
        assertThat(clock.now().sinceBoot()).isGreaterThanOrEqualTo(earlier.sinceBoot());
        assertThat(earlier.boot().value()).hasSize(36);
    }
}
