package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplicaSignalsTest {
    private ReplicaSignals signals = ReplicaSignals.NONE;

    private void said(int second, String text) {
        signals = signals.with(Notification.parse(text.getBytes(StandardCharsets.UTF_8)), Duration.ofSeconds(second));
    }

    @Test
    void errorsHaveARateOfTheirOwn() {
        said(0, "X_PROCESSED=0\nX_ERRORS=0");
        assertThat(signals.throughput(Duration.ofSeconds(0)).errorsPerSecond()).isEmpty();
        said(10, "X_PROCESSED=100\nX_ERRORS=5");
        assertThat(signals.throughput(Duration.ofSeconds(10)).perSecond()).hasValue(10);
        assertThat(signals.throughput(Duration.ofSeconds(10)).errorsPerSecond()).hasValue(0.5);
    }

    @Test
    void whoSaysNothingOfErrorsHasNoRateOfThem() {
        said(0, "X_PROCESSED=0");
        said(10, "X_PROCESSED=100");
        assertThat(signals.throughput(Duration.ofSeconds(10)).errorsPerSecond()).isEmpty();
    }

    private void counted(double at, double age, long processed, boolean anew) {
        Notification.Numbers numbers = new Notification.Numbers(
                OptionalLong.of(processed), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        signals = signals.with(Notification.of(numbers, new Notification.Origin(millis(age), anew, false)), millis(at));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    @Test
    void whatAnExporterHadKeptCountsAsOfTheTimeThatItIsFrom() {
        counted(20, 8, 1_000, true);
        counted(20.2, 0, 1_820, false);
        assertThat(signals.throughput(millis(20.2)).perSecond().orElseThrow()).isCloseTo(100, within(0.1));
    }

    @Test
    void whatCameBeforeIsNotOvertakenByWhatWasKept() {
        counted(20, 0, 1_000, false);
        counted(20.5, 5, 1_010, false);
        counted(21, 0, 1_100, false);
        assertThat(signals.throughput(millis(21)).perSecond().orElseThrow()).isCloseTo(100, within(0.1));
    }

    @Test
    void aProcessThatIsHeardForTheFirstTimeHasNotDoneAllOfItJustNow() {
        counted(20, 0, 1_000, true);
        counted(20.5, 0, 9_000, true);
        assertThat(signals.throughput(millis(20.5)).perSecond()).isEmpty();
        counted(21, 0, 9_050, false);
        assertThat(signals.throughput(millis(21)).perSecond().orElseThrow()).isCloseTo(100, within(0.1));
        assertThat(signals.throughput(millis(21)).processed()).hasValue(9_050);
    }

    @Test
    void aRaisedHandHoldsUntilItIsTakenBack() {
        assertThat(signals.scaleInProtection()).isFalse();
        said(0, "X_SCALE_IN_PROTECTION=1");
        said(1, "X_PROCESSED=1");
        assertThat(signals.scaleInProtection()).isTrue();
        said(2, "X_SCALE_IN_PROTECTION=0");
        assertThat(signals.scaleInProtection()).isFalse();
    }

    @Test
    void latencyIsInSeconds() {
        said(0, "X_LATENCY_USEC=250000");
        assertThat(signals.throughput(Duration.ZERO).latencySeconds()).hasValue(0.25);
    }

    @Test
    void aPageThatDoesNotAnswerLeavesNothingKnownOfNow() {
        Notification.Numbers numbers = new Notification.Numbers(
                OptionalLong.of(7), OptionalLong.empty(), OptionalLong.of(12), OptionalLong.of(3));
        for (int second = 0; second <= 20; second += 2) {
            signals = signals.with(Notification.of(numbers, Notification.Origin.LOOKED_FOR), millis(second));
        }
        assertThat(signals.throughput(millis(29)).perSecond()).hasValue(0);
        assertThat(signals.throughput(millis(29)).backlog()).hasValue(12);
        assertThat(signals.throughput(millis(31)).perSecond()).isEmpty();
        assertThat(signals.throughput(millis(31)).backlog()).isEmpty();
        assertThat(signals.throughput(millis(31)).inFlight()).isEmpty();
        assertThat(signals.throughput(millis(31)).processed()).hasValue(7);
        assertThat(signals.fades(millis(29))).isTrue();
        assertThat(signals.fades(millis(31))).isFalse();
    }

    @Test
    void whatIsToldFadesWhileItHasARateAndABacklogAloneDoesNot() {
        said(0, "X_PROCESSED=0\nX_BACKLOG=5");
        assertThat(signals.fades(millis(0))).isFalse();
        said(10, "X_PROCESSED=100");
        assertThat(signals.fades(millis(12))).isTrue();
        assertThat(signals.fades(millis(200))).isFalse();
    }
}
