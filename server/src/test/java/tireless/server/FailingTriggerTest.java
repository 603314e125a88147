package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.ExplanationView;
import tireless.api.ResourceView;
import tireless.autoscale.ScalingState;
import tireless.autoscale.TriggerState;
import tireless.json.Form;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.Power;

/** A trigger that can not be read is seen wherever the worker is. */
class FailingTriggerTest {
    private static final Instant AT = Instant.parse("2026-01-02T10:00:00Z");
    private static final TriggerState REDIS = new TriggerState(
            "redis",
            Optional.of(at(9)),
            Optional.of(at(0)),
            Optional.of(new TriggerState.Failing(at(3), 3, "list `mail` of Redis at r:1: nobody listens there", true)));

    @TempDir
    Path folder;

    private static Now at(int second) {
        return new Now(AT.plusSeconds(second), Duration.ofSeconds(second), new BootId("b"));
    }

    @Test
    void itIsInTheViewTheExplanationAndTheMetrics() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 1, "sleep 60").stripTrailing()
                    + "\n  tireless: {drain: {targetSeconds: 9}}\n");
            plane.scaling = new ScalingState(List.of(), List.of(REDIS), 7);

            ResourceView view =
                    ResourceView.read(Form.read(plane.get(Plane.PULSE).body()));
            assertThat(view.reason())
                    .isEqualTo("trigger `redis` can not be read: list `mail` of Redis at r:1: nobody listens there");

            ExplanationView explanation = ExplanationView.read(
                    Form.read(plane.get(Plane.PULSE + "/explain").body()));
            assertThat(explanation.power()).isEqualTo(Power.ON);
            assertThat(explanation.triggers())
                    .containsExactly(new ExplanationView.Trigger(
                            "redis",
                            Optional.of(AT.plusSeconds(9)),
                            Optional.of(AT),
                            Optional.of(new ExplanationView.Failing(
                                    AT.plusSeconds(3), 3, "list `mail` of Redis at r:1: nobody listens there"))));

            String labels = "{name=\"pulse\",type=\"worker\",workspace=\"public\"} ";
            assertThat(plane.get("/metrics").body().lines())
                    .contains(
                            "tireless_triggers_failing" + labels + "1.0",
                            "tireless_trigger_failed_looks_total" + labels + "7.0");
        }
    }

    @Test
    void aFullDiskStandsBeforeWhatIsWrongWithItsScaling() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 1, "sleep 60").stripTrailing()
                    + "\n  tireless: {drain: {targetSeconds: 9}}\n");
            plane.scaling = new ScalingState(
                    List.of(), List.of(REDIS), 7, Optional.of("3 could not be set: no space left on device"));

            assertThat(ResourceView.read(Form.read(plane.get(Plane.PULSE).body()))
                            .reason())
                    .isEqualTo("the count of replicas stays at 1: 3 could not be set: no space left on device;"
                            + " trigger `redis` can not be read: list `mail` of Redis at r:1: nobody listens there");
        }
    }
}
