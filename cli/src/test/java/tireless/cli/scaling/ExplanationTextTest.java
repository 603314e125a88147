package tireless.cli.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.api.ExplanationView;
import tireless.api.ExplanationView.Decision;
import tireless.api.ExplanationView.Failing;
import tireless.api.ExplanationView.Line;
import tireless.api.ExplanationView.Trigger;
import tireless.api.ResourceRef;
import tireless.model.Power;

class ExplanationTextTest {
    private static final ResourceRef ORDERS = new ResourceRef("worker", "public", "orders");
    private final ExplanationText text =
            new ExplanationText(false, ZoneOffset.UTC, Instant.parse("2026-01-01T10:00:06Z"));

    @Test
    void everyDecisionHasItsNumbers() {
        ExplanationView explanation = new ExplanationView(
                ORDERS,
                true,
                Power.ON,
                List.of(trigger("redis", Optional.empty(), Optional.of(at(5)), Optional.empty())),
                List.of(
                        new Decision(
                                Instant.parse("2026-01-01T10:00:05Z"),
                                4,
                                4,
                                List.of(new Line("redis", "0 ÷ 20 = 0 → 0")),
                                Optional.of(Duration.ofSeconds(3))),
                        new Decision(
                                Instant.parse("2026-01-01T10:00:00Z"),
                                0,
                                4,
                                List.of(new Line("redis", "80 ÷ 20 = 4 → 4")),
                                Optional.empty())));
        assertThat(ExplanationView.read(explanation.form())).isEqualTo(explanation);
        assertThat(text.of(explanation)).isEqualTo("""
                worker public/orders
                  redis: read 1s ago
                  10:00:05  stays at 4
                    redis: 0 ÷ 20 = 0 → 0
                    if nothing else changes, the next change comes in 3 s
                  10:00:00  from 0 to 4
                    redis: 80 ÷ 20 = 4 → 4
                """);
    }

    @Test
    void whatIsNotScaledIsSaidToBeSo() {
        assertThat(text.of(new ExplanationView(ORDERS, false, Power.ON, List.of(), List.of())))
                .contains("nothing scales it");
    }

    private static Instant at(int second) {
        return Instant.parse("2026-01-01T10:00:00Z").plusSeconds(second);
    }

    private static Trigger trigger(
            String name, Optional<Instant> asked, Optional<Instant> read, Optional<Failing> failing) {
        return new Trigger(name, asked, read, failing);
    }

    @Test
    void aLookThatHangsSaysSinceWhenItWaits() {
        ExplanationView explanation = new ExplanationView(
                ORDERS,
                true,
                Power.ON,
                List.of(
                        trigger("redis", Optional.of(at(2)), Optional.empty(), Optional.empty()),
                        trigger("kafka", Optional.empty(), Optional.empty(), Optional.empty())),
                List.of());
        assertThat(ExplanationView.read(explanation.form())).isEqualTo(explanation);
        assertThat(text.of(explanation)).isEqualTo("""
                worker public/orders
                  nothing was decided yet: it is looked at for the first time
                  redis: its answer is waited for since 4s
                  kafka: not looked at yet
                """);
    }

    @Test
    void aTriggerThatFailsSaysSinceWhenAndWhy() {
        ExplanationView explanation = new ExplanationView(
                ORDERS,
                true,
                Power.ON,
                List.of(trigger(
                        "redis",
                        Optional.empty(),
                        Optional.of(at(0)),
                        Optional.of(new Failing(at(2), 2, "nobody listens there")))),
                List.of());
        assertThat(ExplanationView.read(explanation.form())).isEqualTo(explanation);
        assertThat(text.of(explanation))
                .contains(
                        "  redis: can not be read since 10:00:02 (4s, 2 looks): nobody listens there; last read 6s ago\n");
    }

    @Test
    void whatIsPausedIsNotSaidToBeDecided() {
        ExplanationView explanation = new ExplanationView(
                ORDERS,
                true,
                Power.PAUSED,
                List.of(),
                List.of(new Decision(at(0), 4, 4, List.of(new Line("redis", "80 ÷ 20 = 4 → 4")), Optional.empty())));
        assertThat(ExplanationView.read(explanation.form())).isEqualTo(explanation);
        assertThat(text.of(explanation)).isEqualTo("""
                worker public/orders
                  it is paused: nothing scales it before it is resumed; until then it was decided:
                  10:00:00  stays at 4
                    redis: 80 ÷ 20 = 4 → 4
                """);
    }
}
