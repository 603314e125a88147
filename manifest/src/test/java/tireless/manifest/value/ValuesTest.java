package tireless.manifest.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "2d, PT48H",
        "0, PT0S",
        "1us, PT0.000001S"
    })
    void durations(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5x", "-5m", "5 m", "5m ", "1h-30m", "999999999999h", "1.s"})
    void noDurations(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500m, 1, 500",
        "1, 1, 1000",
        "128Mi, 134217728, 134217728000",
        "1e3, 1000, 1000000",
        "1E3, 1000, 1000000",
        "1E, 1000000000000000000, ''",
        "0.5, 1, 500",
        ".5, 1, 500",
        "5., 5, 5000",
        "1k, 1000, 1000000",
        "100u, 1, 1",
        "+2, 2, 2000"
    })
    void quantities(String text, long units, String thousandths) {
        Quantity quantity = Quantity.parse(text).orElseThrow();
        assertThat(quantity.units()).hasValue(units);
        if (thousandths.isEmpty()) {
            assertThat(quantity.thousandths()).isEmpty();
        } else {
            assertThat(quantity.thousandths()).hasValue(Long.parseLong(thousandths));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1K", "128MB", "1 Gi", "1,5", "0x10", "1e", "1e999", "--1", "."})
    void noQuantities(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    @Test
    void anyDurationOfWholeMillisecondsIsReadBack() {
        Random random = new Random(25);
        for (int i = 0; i < 1000; i++) {
            Duration duration =
                    Duration.ofMillis(random.nextLong(1, Duration.ofDays(1000).toMillis()));
            String text = "%dh%dm%ds%dms"
                    .formatted(
                            duration.toHours(),
                            duration.toMinutesPart(),
                            duration.toSecondsPart(),
                            duration.toMillisPart());
            assertThat(DurationText.parse(text)).contains(duration);
        }
    }

    @Test
    void quantitiesCompareByAmount() {
        assertThat(Quantity.parse("1Gi").orElseThrow())
                .isGreaterThan(Quantity.parse("1G").orElseThrow());
        assertThat(Quantity.parse("1000m").orElseThrow())
                .isEqualByComparingTo(Quantity.parse("1").orElseThrow());
    }
}
