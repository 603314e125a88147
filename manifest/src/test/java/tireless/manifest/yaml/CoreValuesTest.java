package tireless.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "-3, -3",
        "+3, 3",
        "0x1F, 31",
        "0o17, 15",
        "017, 15",
        "0b101, 5",
        "1_000, 1000",
        "1e3, 1000",
        "5.0, 5",
        "-0x10, -16"
    })
    void wholeNumbers(String text, BigInteger value) {
        assertThat(CoreValues.whole(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "two", "1.5", "089", "0x", "12:30", "1 2", "1e-3", "0o8"})
    void noWholeNumbers(String text) {
        assertThat(CoreValues.whole(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "Yes, true", "ON, true", "y, true", "False, false", "off, false", "NO, false"})
    void booleansWhereOneIsWanted(String text, boolean value) {
        assertThat(CoreValues.bool(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "tRue", "yess", "null"})
    void noBooleans(String text) {
        assertThat(CoreValues.bool(text)).isEmpty();
    }
}
