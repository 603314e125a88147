package tireless.trigger.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.TriggerProblem;
import tireless.trigger.rig.Triggers;

class CronTest {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final Triggers triggers = new Triggers(clock);

    @AfterEach
    void close() {
        triggers.close();
    }

    private boolean isActive(String zone, String start, String end, String at) throws InterruptedException {
        now = Instant.parse(at);
        Reading.Measured reading = (Reading.Measured)
                triggers.read("cron", Map.of("timezone", zone, "start", start, "end", end, "desiredReplicas", "10"));
        assertThat(reading)
                .isEqualTo(reading.active() ? new Reading.Measured(10, 1, true) : new Reading.Measured(0, 1, false));
        return reading.active();
    }

    @Test
    void fromTheStartUntilTheEnd() throws InterruptedException {
        assertThat(isActive("UTC", "0 8 * * 1-5", "0 18 * * 1-5", "2026-01-05T07:59:59Z"))
                .isFalse();
        assertThat(isActive("UTC", "0 8 * * 1-5", "0 18 * * 1-5", "2026-01-05T08:00:00Z"))
                .isTrue();
        assertThat(isActive("UTC", "0 8 * * 1-5", "0 18 * * 1-5", "2026-01-05T17:59:59Z"))
                .isTrue();
        assertThat(isActive("UTC", "0 8 * * 1-5", "0 18 * * 1-5", "2026-01-05T18:00:00Z"))
                .isFalse();
        assertThat(isActive("UTC", "0 8 * * 1-5", "0 18 * * 1-5", "2026-01-03T12:00:00Z"))
                .isFalse();
    }

    @Test
    void overMidnight() throws InterruptedException {
        assertThat(isActive("UTC", "0 22 * * *", "0 6 * * *", "2026-01-05T02:00:00Z"))
                .isTrue();
        assertThat(isActive("UTC", "0 22 * * *", "0 6 * * *", "2026-01-05T12:00:00Z"))
                .isFalse();
    }

    @Test
    void inItsZone() throws InterruptedException {
        assertThat(isActive("Asia/Kolkata", "30 9 * * *", "0 10 * * *", "2026-01-05T04:00:00Z"))
                .isTrue();
        assertThat(isActive("Asia/Kolkata", "30 9 * * *", "0 10 * * *", "2026-01-05T09:40:00Z"))
                .isFalse();
    }

    @Test
    void aStartThatTheClocksSkipComesAsMuchLater() throws InterruptedException {
        // 2026-03-29, Berlin: 02:00 is followed by 03:00.
        assertThat(isActive("Europe/Berlin", "30 2 * * *", "0 8 * * *", "2026-03-28T20:00:00Z"))
                .isFalse();
        assertThat(isActive("Europe/Berlin", "30 2 * * *", "0 8 * * *", "2026-03-29T01:29:00Z"))
                .isFalse();
        assertThat(isActive("Europe/Berlin", "30 2 * * *", "0 8 * * *", "2026-03-29T01:30:00Z"))
                .isTrue();
        assertThat(isActive("Europe/Berlin", "30 2 * * *", "0 8 * * *", "2026-03-29T06:00:00Z"))
                .isFalse();
    }

    @Test
    void aTimeThatTheClocksShowTwiceCountsOnce() throws InterruptedException {
        // 2026-10-25, Berlin: 03:00 is followed by 02:00.
        assertThat(isActive("Europe/Berlin", "0 20 * * *", "30 2 * * *", "2026-10-25T00:29:00Z"))
                .isTrue();
        assertThat(isActive("Europe/Berlin", "0 20 * * *", "30 2 * * *", "2026-10-25T00:30:00Z"))
                .isFalse();
        assertThat(isActive("Europe/Berlin", "0 20 * * *", "30 2 * * *", "2026-10-25T01:10:00Z"))
                .isFalse();
    }

    @Test
    void whatIsLookedUpOnceHoldsOnlyUntilItChangesAlsoBackInTime() throws InterruptedException {
        now = Instant.parse("2026-01-05T09:00:00Z");
        CronTimes start = CronTimes.parse("0 8 * * *", ZoneOffset.UTC);
        CronTimes end = CronTimes.parse("0 18 * * *", ZoneOffset.UTC);
        try (CronTrigger trigger = new CronTrigger(start, end, 2, clock)) {
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(2, 1, true));
            now = Instant.parse("2026-01-05T18:00:00Z");
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(0, 1, false));
            now = Instant.parse("2026-01-05T09:00:00Z");
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(2, 1, true));
        }
    }

    @Test
    void namesAndQuestionMarksAreReadAsKedaDoes() {
        assertThat(Triggers.problems(
                        "cron",
                        Map.of(
                                "timezone", "Europe/Berlin",
                                "start", "0 8 ? JAN-MAR mon-fri",
                                "end", "30 8 * * *",
                                "desiredReplicas", "3")))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithItIsSaidAtOnce() {
        assertThat(Triggers.problems(
                        "cron",
                        Map.of(
                                "timezone", "Europe/Berln",
                                "start", "61 8 * * *",
                                "end", "0 18 31 2 *",
                                "desiredReplicas", "0")))
                .extracting(problem -> problem.key().orElse(""))
                .containsExactlyInAnyOrder("timezone", "start", "end", "desiredReplicas");
    }

    @Test
    void whatIsMissingHidesNothing() {
        assertThat(Triggers.problems("cron", Map.of("timezone", "UTC", "end", "0 18 31 2 *")))
                .extracting(TriggerProblem::code)
                .containsExactlyInAnyOrder("missing-trigger-key", "missing-trigger-key", "bad-cron");
        assertThat(Triggers.problems("cron", Map.of("timezone", "Mars", "start", "0 8 * * *", "end", "0 8 * * *")))
                .extracting(TriggerProblem::code)
                .containsExactlyInAnyOrder("bad-trigger-value", "missing-trigger-key", "trigger-contradiction");
    }
}
