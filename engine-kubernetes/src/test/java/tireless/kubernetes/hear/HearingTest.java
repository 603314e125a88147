package tireless.kubernetes.hear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.kubernetes.sight.Box;
import tireless.kubernetes.sight.PodView;
import tireless.model.StallPolicy;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

/** The node was booted with this machine; what is heard there comes here at once. */
class HearingTest {
    private static final Instant BOOTED = Instant.parse("2026-11-26T20:00:00Z");
    private static final Duration BEGAN = Duration.ofSeconds(1_000);

    private static final StallPolicy STALL = new StallPolicy(Optional.of(Duration.ofSeconds(60)), Optional.empty());

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

    /** Lines come by this stream; by them so many are done. */
    private void counts(long seconds, int stream, long processed) {
        assertThat(hearing.counted(
                        new LineCount.Counted(
                                0,
                                new Notification.Numbers(
                                        OptionalLong.of(processed),
                                        OptionalLong.empty(),
                                        OptionalLong.empty(),
                                        OptionalLong.empty()),
                                false,
                                stream),
                        0,
                        after(seconds)))
                .isEmpty();
    }

    @Test
    void aStreamOnWhichNothingComesIsAskedForAnewBeforeItIsHeldAgainstAWorker() {
        hearing.countsBy(Optional.of("done"), BEGAN);
        runs();
        hears(2, "X_BACKLOG=9");
        counts(2, 1, 0);
        hears(30, "X_BACKLOG=9");
        counts(30, 1, 5);
        hears(80, "X_BACKLOG=9");
        counts(80, 1, 5);
        assertThat(hearing.stall(STALL)).isEmpty();
        assertThat(hearing.isCountDoubted(STALL, after(80))).isFalse();
        hears(100, "X_BACKLOG=9");
        counts(100, 1, 5);
        assertThat(hearing.stall(STALL)).as("the stream may be broken").isEmpty();
        assertThat(hearing.isCountDoubted(STALL, after(100))).isTrue();
        counts(102, 2, 5);
        assertThat(hearing.stall(STALL)).as("what it has is still to come").isEmpty();
        assertThat(hearing.isCountDoubted(STALL, after(102))).isFalse();
        hears(104, "X_BACKLOG=9");
        counts(104, 2, 5);
        assertThat(hearing.stall(STALL)).contains("nothing processed for 60 s with 9 items waiting");
    }

    @Test
    void whatCameByAnotherStreamIsNoStall() {
        hearing.countsBy(Optional.of("done"), BEGAN);
        runs();
        hears(2, "X_BACKLOG=9");
        counts(2, 1, 0);
        hears(100, "X_BACKLOG=9");
        counts(100, 1, 0);
        counts(102, 2, 0);
        hears(104, "X_BACKLOG=9");
        counts(104, 2, 700);
        assertThat(hearing.stall(STALL)).isEmpty();
        assertThat(hearing.isCountDoubted(STALL, after(104))).isFalse();
    }

    @Test
    void whoIsCountedByNothingAnyMoreIsHeardAnew() {
        hearing.countsBy(Optional.of("done"), BEGAN);
        runs();
        hears(2, "READY=1\nX_BACKLOG=9");
        counts(2, 1, 5);
        hearing.countsBy(Optional.empty(), after(3));
        assertThat(hearing.saidReady()).isTrue();
        assertThat(hearing.report(after(3)).throughput().processed()).isEmpty();
        hears(4, "X_BACKLOG=9");
        assertThat(hearing.report(after(4)).throughput().backlog()).hasValue(9);
        assertThat(hearing.report(after(4)).throughput().processed()).isEmpty();
        hears(100, "X_BACKLOG=9");
        assertThat(hearing.stall(STALL)).as("of what is not counted").isEmpty();
    }
}
