package tireless.cli.dataos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class MessageLineTest {
    private static final ZonedDateTime AT = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 678, ZoneId.of("Asia/Kolkata"));

    @Test
    void onATerminalTheSecondsSinceTheBeginningAreShown() {
        assertThat(MessageLine.onTerminal(Said.Message.info("🔍 get..."), Duration.ofMillis(2999), false))
                .isEqualTo("INFO[0002] 🔍 get...");
        assertThat(MessageLine.onTerminal(Said.Message.error("failure applying resources"), Duration.ZERO, true))
                .isEqualTo("\u001b[31mERRO\u001b[0m[0000] failure applying resources");
    }

    @Test
    void elsewhereTheTimeIs() {
        assertThat(MessageLine.inFile(Said.Message.info("🔍 get..."), AT))
                .isEqualTo("time=\"2026-01-02T03:04:05+05:30\" level=info msg=\"🔍 get...\"");
    }

    @Test
    void aMessageStaysOneLine() {
        assertThat(MessageLine.inFile(Said.Message.warning("a \"b\"\nc"), AT))
                .endsWith("level=warning msg=\"a \\\"b\\\"\\nc\"");
        assertThat(MessageLine.onTerminal(Said.Message.warning("a\u001b[2J\nc"), Duration.ZERO, false))
                .isEqualTo("WARN[0000] a\\u001b[2J c");
    }
}
