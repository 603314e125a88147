package tireless.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As Go, and KEDA by it, reads texts. */
class FormParserTest {

    @Test
    void timesAreThoseOfGoOrMilliseconds() {
        assertThat(FormParser.time("1500")).isEqualTo(Duration.ofMillis(1500));
        assertThat(FormParser.time("0h0m30.918s")).isEqualTo(Duration.parse("PT30.918S"));
        assertThat(FormParser.time("1.5us")).isEqualTo(Duration.ofNanos(1500));
        assertThat(FormParser.time(".5m")).isEqualTo(Duration.ofSeconds(30));
        for (String wrong :
                List.of("-1", "-1s", "3 s", "3sec", "s", "", "1e3", "999999999999999999h", "0", "0s", "61s", "1h")) {
            assertThat(FormParser.wrong(new Form.Time(), wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void flagsAreThoseOfGo() {
        for (String yes : List.of("1", "t", "T", "TRUE", "true", "True")) {
            assertThat(FormParser.flag(yes)).isTrue();
        }
        for (String no : List.of("0", "f", "F", "FALSE", "false", "False")) {
            assertThat(FormParser.flag(no)).isFalse();
        }
        for (String neither : List.of("yes", "tRUE", "on", "")) {
            assertThatThrownBy(() -> FormParser.flag(neither)).hasMessage("must be true or false");
        }
    }

    @Test
    void listsAndMapsArePartedByCommasAndTrimmed() {
        assertThat(FormParser.items(" a, b ,c")).containsExactly("a", "b", "c");
        assertThat(FormParser.pairs("a=1, b = 2")).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThatThrownBy(() -> FormParser.pairs("a=b=c")).hasMessageContaining("key=value");
        assertThatThrownBy(() -> FormParser.pairs("a")).hasMessageContaining("key=value");
    }

    @Test
    void rangesAreNumbersAndSpans() {
        assertThat(FormParser.ranges("1-4, 8,10-12")).containsExactly(1, 2, 3, 4, 8, 10, 11, 12);
        for (String wrong : List.of("a,b", "4-1", "1-", "0-900000000", "-1")) {
            assertThat(FormParser.wrong(new Form.Ranges(), wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void numbersAreFiniteAndTargetsAboveZero() {
        assertThat(FormParser.wrong(new Form.Decimal(true), "0.001")).isEmpty();
        assertThat(FormParser.wrong(new Form.Decimal(false), "-1.5e3")).isEmpty();
        for (String wrong : List.of("0", "-1", "NaN", "Infinity", "1e999", "0x1p3", "1d", "five", "1_000")) {
            assertThat(FormParser.wrong(new Form.Decimal(true), wrong))
                    .as(wrong)
                    .isPresent();
        }
        for (String wrong : List.of("0", "1.5", "AA", "99999999999999999999", "")) {
            assertThat(FormParser.wrong(new Form.Whole(1), wrong)).as(wrong).isPresent();
        }
    }
}
