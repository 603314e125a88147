package tireless.kubernetes.hear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.kubernetes.sight.Box;
import tireless.kubernetes.sight.PodView;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

/** The node was booted with this machine; what is heard there comes here at once. */
class HearingTest {
    private static final Instant BOOTED = Instant.parse("2026-11-26T20:00:00Z");
    private static final Duration BEGAN = Duration.ofSeconds(1_000);

    private final Hearing hearing = new Hearing(BEGAN);

    private static Duration after(long seconds) {
        return BEGAN.plusSeconds(seconds);
    }

    private static PodView pod(Box box) {
        return new PodView(
                new PodView.Identity("pod-1", "public", "pulse-0", "main", BOOTED),
                new PodView.Of("uid-1", "StatefulSet", "run", 1, "", ""),
                new PodView.Going(false, Duration.ZERO, ""),
                new PodView.Readiness(true, false),
                0,
                box,
                Optional.empty(),
                Optional.of(new PodView.Relay(0, true)));
    }

    private void runs() {
        hearing.sees(pod(new Box.Running(BOOTED.plus(BEGAN))), BEGAN);
        hearing.ready(true, BEGAN);
    }

    /** The relay prints a line so many seconds after the worker began, by which the worker has just said this. */
    private void hears(long seconds, String said) {
        RelayLine.Report report =
                new RelayLine.Report(after(seconds), Notification.parse(said.getBytes(StandardCharsets.UTF_8)));
        RelayLine line =
                new RelayLine("boot-1", after(seconds), BOOTED.plus(after(seconds)), List.of(report), Optional.empty());
        assertThat(hearing.line(0, line.write(), after(seconds))).isEmpty();
    }

    @Test
    void ofWhomNothingWasHeardYetMayBeBusy() {
        runs();
        assertThat(hearing.work(after(1))).as("its relay may yet speak").isPositive();
        assertThat(hearing.work(after(11))).as("nothing came").isZero();
    }

    @Test
    void whoIsHeardIsAsBusyAsItSays() {
        runs();
        hears(2, "X_PROCESSED=1");
        assertThat(hearing.work(after(3))).as("it says nothing of it").isZero();
        hears(4, "X_INFLIGHT=3");
        assertThat(hearing.work(after(60))).as("it said so last").isEqualTo(3);
        hears(62, "X_INFLIGHT=0");
        assertThat(hearing.work(after(62))).isZero();
        hears(64, "X_SCALE_IN_PROTECTION=1");
        assertThat(hearing.work(after(64))).isPositive();
    }

    @Test
    void whatDoesNotRunIsIdle() {
        hearing.sees(pod(new Box.Coming("no room")), BEGAN);
        assertThat(hearing.work(after(1))).isZero();
    }
}
