package tireless.reconcile.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.RestartMemory;
import tireless.model.RestartPolicy;

class BackoffTest {
    private static final RestartPolicy POLICY = RestartPolicy.DEFAULT;
    private static final double NO_JITTER = 0.5;
    private static final Exit CRASH = new Exit.Status(1);
    private static final Exit SUCCESS = new Exit.Status(0);

    private static Backoff.Next after(RestartMemory memory, Exit exit, Duration uptime, boolean progressed) {
        return Backoff.after(memory, new Backoff.End(exit, false, uptime, progressed), POLICY, NO_JITTER);
    }

    private static Backoff.Next crash(RestartMemory memory) {
        return after(memory, CRASH, Duration.ofMillis(100), false);
    }

    @Test
    void theFirstFailureRestartsAtOnceAndTheNextOnesDoubleUpToFiveMinutes() {
        List<Duration> delays = new ArrayList<>();
        RestartMemory memory = RestartMemory.FRESH;
        for (int i = 0; i < 14; i++) {
            Backoff.Next next = crash(memory);
            delays.add(next.delay());
            memory = next.memory();
        }

        assertThat(delays.subList(0, 5))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2));
        assertThat(delays.subList(12, 14)).containsOnly(Duration.ofMinutes(5));
        assertThat(memory.restarts()).isEqualTo(14);
    }

    @Test
    void itNeverGivesUpAndNeverOverflows() {
        RestartMemory memory = RestartMemory.FRESH;
        for (int i = 0; i < 100_000; i++) {
            memory = crash(memory).memory();
        }

        assertThat(memory.failures()).isEqualTo(100_000);
        assertThat(memory.baseDelay()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void jitterStaysWithinATenth() {
        RestartMemory memory = new RestartMemory(9, Duration.ofSeconds(32), 9);
        Backoff.End end = new Backoff.End(CRASH, false, Duration.ZERO, false);

        assertThat(Backoff.after(memory, end, POLICY, 0).delay()).isEqualTo(Duration.ofMillis(57_600));
        assertThat(Backoff.after(memory, end, POLICY, 1).delay()).isEqualTo(Duration.ofMillis(70_400));
        assertThat(Backoff.after(memory, end, POLICY, 1).memory().baseDelay()).isEqualTo(Duration.ofSeconds(64));
    }

    @Test
    void aRunOfTenSecondsWithProgressForgetsFailures() {
        RestartMemory memory = new RestartMemory(7, Duration.ofSeconds(8), 7);

        assertThat(after(memory, CRASH, Duration.ofSeconds(10), true).memory().failures())
                .isEqualTo(1);
        assertThat(after(memory, CRASH, Duration.ofMillis(9_999), true).memory().failures())
                .isEqualTo(8);
        assertThat(after(memory, CRASH, Duration.ofSeconds(59), false).memory().failures())
                .isEqualTo(8);
    }

    @Test
    void aSteadyRunForgetsFailuresWithoutProgressToo() {
        RestartMemory few = new RestartMemory(3, Duration.ofSeconds(1), 3);
        RestartMemory many = new RestartMemory(12, Duration.ofSeconds(256), 12);

        assertThat(after(few, CRASH, Duration.ofSeconds(60), false).memory().failures())
                .isEqualTo(1);
        assertThat(after(many, CRASH, Duration.ofSeconds(511), false).memory().failures())
                .isEqualTo(13);
        assertThat(after(many, CRASH, Duration.ofSeconds(512), false).memory().failures())
                .isEqualTo(1);
    }

    @Test
    void aWorkerThatEndsWellAfterTenSecondsRestartsShortlyWithoutEscalationOrReset() {
        RestartMemory memory = new RestartMemory(7, Duration.ofSeconds(8), 7);

        Backoff.Next next = after(memory, SUCCESS, Duration.ofHours(1), true);

        assertThat(next.delay()).isEqualTo(Duration.ofMillis(250));
        assertThat(next.memory()).isEqualTo(new RestartMemory(7, Duration.ofSeconds(8), 8));
    }

    @Test
    void aWorkerThatEndsWellTooEarlyFailed() {
        RestartMemory memory = new RestartMemory(1, Duration.ZERO, 1);

        assertThat(after(memory, SUCCESS, Duration.ofSeconds(9), true).memory().failures())
                .isEqualTo(2);
    }

    @Test
    void aStallIsAFailureHoweverItEndedAndHoweverLongItProgressed() {
        RestartMemory memory = new RestartMemory(1, Duration.ZERO, 1);
        Backoff.End stalled = new Backoff.End(SUCCESS, true, Duration.ofSeconds(30), true);

        assertThat(Backoff.after(memory, stalled, POLICY, NO_JITTER).memory().failures())
                .isEqualTo(2);
    }

    @Test
    void obeysThePolicy() {
        RestartPolicy slow = new RestartPolicy(Duration.ofSeconds(3), Duration.ofSeconds(5));

        assertThat(Backoff.delay(2, slow)).isEqualTo(Duration.ofSeconds(3));
        assertThat(Backoff.delay(3, slow)).isEqualTo(Duration.ofSeconds(5));
    }
}
