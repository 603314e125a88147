package tireless.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "59, 59s",
        "60, 1m",
        "200, 3m20s",
        "600, 10m",
        "3599, 59m",
        "3600, 1h",
        "7500, 2h5m",
        "86400, 1d",
        "97200, 1d3h",
        "1036800, 12d"
    })
    void spansAreShort(long seconds, String text) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void whatIsToComeIsNotNegative() {
        assertThat(Age.since(Instant.EPOCH.plusSeconds(5), Instant.EPOCH)).isEqualTo("0s");
    }
}
