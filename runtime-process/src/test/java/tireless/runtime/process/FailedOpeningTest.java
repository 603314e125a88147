package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.BootClock;
import tireless.model.TirelessException;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;

/** A server tries to open its home again every second, in one process: a try that fails must leave nothing open. */
class FailedOpeningTest {
    @TempDir
    Path place;

    private void open(Path home, Path sockets, Map<String, String> base) {
        LogSettings logs = new LogSettings(LogLimits.DEFAULT, place.resolve("libraries"));
        new ProcessDriver(home, new BootClock(), logs, base, sockets, Cgroups.NONE).close();
    }

    /** Whatever the kernel waits by for this process: epoll, eventfd, inotify. */
    private static List<String> waiting() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(FailedOpeningTest::target)
                    .filter(target -> target.startsWith("anon_inode:"))
                    .sorted()
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                    ? Files.readSymbolicLink(descriptor).toString()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(List.of("replicas", "log rotation", "ingress")::contains)
                .toList();
    }

    @Test
    void aFolderForSocketsThatCanNotBeMade() throws IOException {
        Path file = Files.createFile(place.resolve("file"));
        List<String> before = waiting();
        assertThatThrownBy(() -> open(place.resolve("home"), file.resolve("sockets"), Map.of()))
                .isInstanceOf(TirelessException.class);
        assertThat(waiting()).isEqualTo(before);
        assertThat(threads()).isEmpty();
    }

    @Test
    void anEnvironmentThatHasNoValueForAName() throws IOException {
        Map<String, String> broken = new HashMap<>();
        broken.put("PATH", null);
        List<String> before = waiting();
        assertThatThrownBy(() -> open(place.resolve("home"), place.resolve("sockets"), broken))
                .isInstanceOf(NullPointerException.class);
        assertThat(waiting()).isEqualTo(before);
        assertThat(threads()).isEmpty();
    }
}
