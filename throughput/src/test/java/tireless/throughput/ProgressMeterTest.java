package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private static Duration at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Test
    void aRateIsUnknownBeforeTwoReadings() {
        assertThat(ProgressMeter.EMPTY.perSecond(at(1), false)).isEmpty();
        assertThat(ProgressMeter.EMPTY.with(at(1), 10).perSecond(at(1), false)).isEmpty();
    }

    @Test
    void measuresTheLastTenSeconds() {
        ProgressMeter meter = ProgressMeter.EMPTY;
        for (int second = 0; second <= 60; second++) {
            meter = meter.with(at(second), second < 40 ? second * 100L : 4000 + (second - 40) * 7L);
        }

        assertThat(meter.perSecond(at(60), false).orElseThrow()).isCloseTo(7, within(0.01));
    }

    @Test
    void aSmallerCountBeginsANewCounter() {
        ProgressMeter meter =
                ProgressMeter.EMPTY.with(at(0), 1000).with(at(1), 1100).with(at(2), 3);

        assertThat(meter.perSecond(at(2), false)).isEmpty();
        assertThat(meter.with(at(4), 13).perSecond(at(4), false).orElseThrow()).isCloseTo(5, within(0.01));
    }

    @Test
    void fallsToZeroWhileNothingIsHeard() {
        ProgressMeter meter = ProgressMeter.EMPTY.with(at(0), 0).with(at(10), 100);

        assertThat(meter.perSecond(at(12), false).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(meter.perSecond(at(50), false).orElseThrow()).isCloseTo(2, within(0.01));
        assertThat(meter.perSecond(at(71), false)).hasValue(0);
    }

    @Test
    void whoTellsRarelyIsWaitedForAsLongAsItTakes() {
        ProgressMeter meter =
                ProgressMeter.EMPTY.with(at(0), 0).with(at(30), 300).with(at(60), 600);

        assertThat(meter.perSecond(at(89), false).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(meter.perSecond(at(119), false).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(meter.perSecond(at(150), false).orElseThrow()).isLessThan(5);
        assertThat(meter.perSecond(at(181), false)).hasValue(0);
    }

    @Test
    void whatShouldHaveComeAndDoesNotIsUnknownAndNeverZero() {
        ProgressMeter meter = ProgressMeter.EMPTY.with(at(0), 0).with(at(10), 100);

        assertThat(meter.perSecond(at(12), true).orElseThrow()).isCloseTo(10, within(0.01));
        assertThat(meter.perSecond(at(31), true)).isEmpty();
        assertThat(meter.with(at(40), 100).perSecond(at(40), true)).isPresent();
    }

    @Test
    void aChattyWorkerCostsNoMemory() {
        ProgressMeter meter = ProgressMeter.EMPTY;
        for (int i = 0; i < 100_000; i++) {
            meter = meter.with(at(i / 1000.0), i);
        }

        assertThat(meter.readings()).hasSizeLessThan(50);
        assertThat(meter.perSecond(at(100), false).orElseThrow()).isCloseTo(1000, within(5.0));
    }

    /** A server that comes back hears at once what was said while it came. */
    @Test
    void whatWaitedToBeHeardIsNoRate() {
        ProgressMeter meter = ProgressMeter.EMPTY;
        for (int said = 0; said <= 40; said++) {
            meter = meter.with(at(10), said * 5);
        }
        for (int tenths = 1; tenths <= 40; tenths++) {
            meter = meter.with(at(10 + tenths / 10.0), 200 + tenths * 10);
            meter.perSecond(at(10 + tenths / 10.0), false)
                    .ifPresent(rate -> assertThat(rate).isCloseTo(100, within(1.0)));
        }

        assertThat(meter.perSecond(at(14), false)).isPresent();
    }
}
