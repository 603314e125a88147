package tireless.throughput.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.SignalSources;
import tireless.model.TirelessException;

class RelaySettingsTest {
    private static final String SOCKET = "/run/tireless/notify";

    @Test
    void whatIsAsUsualNeedsNoWord() {
        RelaySettings settings = new RelaySettings(
                Path.of(SOCKET),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                SignalSources.Names.DEFAULT);
        assertThat(settings.variables()).containsExactlyEntriesOf(Map.of("TIRELESS_RELAY_SOCKET", SOCKET));
        assertThat(RelaySettings.of(settings.variables())).isEqualTo(settings);
    }

    @Test
    void allOfItIsReadAsItWasWritten() {
        RelaySettings settings = new RelaySettings(
                Path.of(SOCKET),
                OptionalInt.of(4318),
                Optional.of(new SignalSources.Scrape(OptionalInt.of(9464), "/numbers", Duration.ofMillis(1500))),
                OptionalInt.of(4195),
                new SignalSources.Names("a", "b", "c", "d", "e"));
        assertThat(RelaySettings.of(settings.variables())).isEqualTo(settings);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertWrong(Map.of(), "TIRELESS_RELAY_SOCKET is not set");
        assertWrong(Map.of("TIRELESS_RELAY_SOCKET", "notify"), "TIRELESS_RELAY_SOCKET must be the absolute path");
        assertWrong(
                with("TIRELESS_RELAY_OTLP_PORT", "70000"),
                "TIRELESS_RELAY_OTLP_PORT must be a port from 1 to 65535, and is `70000`");
        assertWrong(with("TIRELESS_RELAY_BENTO_PORT", "x"), "TIRELESS_RELAY_BENTO_PORT must be a port");
        Map<String, String> paged = with("TIRELESS_RELAY_PAGE_INTERVAL", "2s");
        paged.put("TIRELESS_RELAY_PAGE_PORT", "1");
        assertWrong(paged, "TIRELESS_RELAY_PAGE_INTERVAL must be a time like PT2S, and is `2s`");
        paged.put("TIRELESS_RELAY_PAGE_INTERVAL", "PT0S");
        assertWrong(paged, "TIRELESS_RELAY_PAGE_INTERVAL must be a time like PT2S, and is `PT0S`");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new TreeMap<>(Map.of("TIRELESS_RELAY_SOCKET", SOCKET));
        environment.put(name, value);
        return environment;
    }

    private static void assertWrong(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> RelaySettings.of(environment))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining(message);
    }
}
