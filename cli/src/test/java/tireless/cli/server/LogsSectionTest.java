package tireless.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.TirelessException;
import tireless.runtime.process.log.LogLimits;

/** How much of the logs a configuration file keeps. */
class LogsSectionTest {
    @TempDir
    Path folder;

    private LogLimits read(String section) throws IOException {
        Files.writeString(ServerConfigReader.file(folder), section);
        return ServerConfigReader.read(folder).logs();
    }

    @Test
    void whatIsNotSaidIsByDefault() throws IOException {
        assertThat(read("logs:\n  maxSize: 2Gi\n")).isEqualTo(new LogLimits(16 << 20, 2L << 30, Duration.ofDays(14)));
        assertThat(read("history:\n  events: 5\n")).isEqualTo(LogLimits.DEFAULT);
    }

    @Test
    void itsTextReadsAsItself() throws IOException {
        LogLimits limits = new LogLimits(100 << 10, 1_000_001, Duration.ofHours(5));
        assertThat(read(LogsSection.text(limits))).isEqualTo(limits);
        assertThat(read(ServerConfig.DEFAULT.text())).isEqualTo(LogLimits.DEFAULT);
    }

    @Test
    void whatCanNotBeIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("logs:\n  rotateAt: 1Ki\n"))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("2:13")
                .hasMessageContaining("64Ki or more");
        assertThatThrownBy(() -> read("logs:\n  maxAge: soon\n")).hasMessageContaining("`maxAge` can not be");
        assertThatThrownBy(() -> read("logs:\n  maxsize: 1Gi\n")).hasMessageContaining("maxSize");
    }
}
