package tireless.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Looks of many workers fall together. */
class BeatTest {
    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void aLookThatTookSomeTimeIsFollowedByTheNextAfterTheInterval() {
        assertThat(Beat.until(millis(5_003), millis(2_000))).isEqualTo(millis(1_997));
        assertThat(Beat.until(millis(5_000), millis(2_000))).isEqualTo(millis(2_000));
    }

    @Test
    void whoeverAsksItIsTheSameHalfOfASecond() {
        for (int now = 5_000; now < 5_500; now++) {
            assertThat(millis(now).plus(Beat.until(millis(now), millis(1_000)))).isEqualTo(millis(6_000));
        }
    }

    @Test
    void itAlwaysWaits() {
        assertThat(Beat.until(millis(5_000), Duration.ZERO)).isEqualTo(millis(500));
        assertThat(Beat.until(millis(5_499), Duration.ZERO)).isEqualTo(millis(1));
        assertThat(Beat.until(millis(5_050), millis(30))).isEqualTo(millis(450));
    }
}
