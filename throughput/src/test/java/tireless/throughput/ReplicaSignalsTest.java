package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
}
