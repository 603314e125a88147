package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PidfdTest {
    /** As a number that was reaped just now, it is refused as invalid by some kernels. */
    @Test
    void aThreadIsNoProcess() throws IOException {
        long self = ProcessHandle.current().pid();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            long thread = tasks.mapToLong(
                            task -> Long.parseLong(task.getFileName().toString()))
                    .filter(task -> task != self)
                    .findFirst()
                    .orElseThrow();

            assertThat(Pidfd.open(thread)).isEmpty();
        }
    }

    @Test
    void whatIsNoNumberOfAProcessIsADefectOfTheCaller() {
        assertThatThrownBy(() -> Pidfd.open(0)).isInstanceOf(SystemCallException.class);
    }
}
