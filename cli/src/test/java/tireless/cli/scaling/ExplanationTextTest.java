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
import tireless.api.ExplanationView.Line;
import tireless.api.ResourceRef;

class ExplanationTextTest {
    private static final ResourceRef ORDERS = new ResourceRef("worker", "public", "orders");
    private final ExplanationText text = new ExplanationText(false, ZoneOffset.UTC);

    @Test
    void everyDecisionHasItsNumbers() {
        ExplanationView explanation = new ExplanationView(
                ORDERS,
                true,
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
                  10:00:05  stays at 4
                    redis: 0 ÷ 20 = 0 → 0
                    if nothing else changes, the next change comes in 3 s
                  10:00:00  from 0 to 4
                    redis: 80 ÷ 20 = 4 → 4
                """);
    }

    @Test
    void whatIsNotScaledIsSaidToBeSo() {
        assertThat(text.of(new ExplanationView(ORDERS, false, List.of()))).contains("nothing scales it");
        assertThat(text.of(new ExplanationView(ORDERS, true, List.of()))).contains("not looked at yet");
    }
}
