package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.model.StallPolicy;

class StallTest {
    private static final Duration READY = Duration.ofSeconds(100);
    private static final StallPolicy NO_WATCHDOG = StallPolicy.DEFAULT;
    private static final StallPolicy WATCHDOG = new StallPolicy(Optional.empty(), Optional.of(Duration.ofSeconds(10)));

    private ReplicaSignals signals = ReplicaSignals.NONE;

    private void says(long second, String text) {
        signals = signals.with(Notification.parse(text.getBytes(StandardCharsets.UTF_8)), Duration.ofSeconds(second));
    }

    private Optional<Duration> stallsAt(StallPolicy policy) {
        return stallsAt(policy, Duration.ZERO);
    }

    private Optional<Duration> stallsAt(StallPolicy policy, Duration listeningSince) {
        return Stall.of(policy, signals, READY, listeningSince).map(Stall::at);
    }

    @Test
    void aWorkerThatSaysNothingNeverStalls() {
        assertThat(stallsAt(NO_WATCHDOG)).isEmpty();
    }

    @Test
    void anIdleConsumerNeverStalls() {
        says(101, "X_PROCESSED=5\nX_BACKLOG=0");

        assertThat(stallsAt(NO_WATCHDOG)).isEmpty();
    }

    @Test
    void unknownBacklogIsNoStall() {
        says(101, "X_PROCESSED=5");

        assertThat(stallsAt(NO_WATCHDOG)).isEmpty();
    }

    @Test
    void backlogWithoutAnyKnownThroughputIsNoStall() {
        says(101, "X_BACKLOG=7");

        assertThat(stallsAt(NO_WATCHDOG)).isEmpty();
    }

    @Test
    void backlogWithoutProgressStallsFiveMinutesAfterTheLastProgress() {
        says(101, "X_PROCESSED=5\nX_BACKLOG=7");
        says(200, "X_PROCESSED=6\nX_BACKLOG=7");
        says(300, "X_PROCESSED=6\nX_BACKLOG=9");

        assertThat(stallsAt(NO_WATCHDOG)).contains(Duration.ofSeconds(500));
    }

    @Test
    void progressBeforeReadinessCountsFromReadiness() {
        says(95, "X_PROCESSED=5\nX_BACKLOG=7");

        assertThat(stallsAt(NO_WATCHDOG)).contains(READY.plusMinutes(5));
    }

    @Test
    void aSilentHeartbeatStallsAfterItsInterval() {
        assertThat(stallsAt(WATCHDOG)).contains(READY.plusSeconds(10));
        says(130, "WATCHDOG=1");
        assertThat(stallsAt(WATCHDOG)).contains(Duration.ofSeconds(140));
    }

    @Test
    void theWorkersOwnWatchdogIntervalOverridesTheManifests() {
        says(130, "WATCHDOG=1\nWATCHDOG_USEC=3000000");

        assertThat(stallsAt(WATCHDOG)).contains(Duration.ofSeconds(133));
        assertThat(stallsAt(NO_WATCHDOG)).contains(Duration.ofSeconds(133));
    }

    @Test
    void aTimeInWhichNothingCouldBeHeardDoesNotCount() {
        says(105, "WATCHDOG=1\nX_PROCESSED=5\nX_BACKLOG=7");

        assertThat(stallsAt(WATCHDOG, Duration.ofSeconds(3700))).contains(Duration.ofSeconds(3710));
        assertThat(stallsAt(NO_WATCHDOG, Duration.ofSeconds(3700))).contains(Duration.ofSeconds(4000));
    }

    /** A page that does not answer is not one that shows the same count. */
    @Test
    void whatCanNotBeLookedForAnyMoreIsNoStandstill() {
        Notification.Numbers waiting = new Notification.Numbers(
                OptionalLong.of(5), OptionalLong.empty(), OptionalLong.of(7), OptionalLong.empty());
        shows(waiting, 101);
        assertThat(stallsAt(NO_WATCHDOG)).isEmpty();
        for (long second = 102; second < 400; second += 2) {
            shows(waiting, second);
        }
        assertThat(stallsAt(NO_WATCHDOG)).contains(Duration.ofSeconds(401));
    }

    private void shows(Notification.Numbers numbers, long second) {
        signals = signals.with(Notification.of(numbers, Notification.Origin.LOOKED_FOR), Duration.ofSeconds(second));
    }
}
