package tireless.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.api.FieldView;

class HistoryCommandTest {
    private static final List<FieldView> SCALING = List.of(
            added("scaling.base.cpu", "1000m"),
            added("scaling.cooldownPeriod", "5m"),
            added("scaling.maxReplicaCount", "8"),
            added("scaling.minReplicaCount", "0"),
            added("scaling.triggers[0].metadata.listName", "mail"),
            added("scaling.triggers[0].type", "redis"),
            added("scaling.triggers[1].type", "cpu"));

    private static FieldView added(String path, String value) {
        return new FieldView(path, Optional.empty(), Optional.of(value));
    }

    @Test
    void whereScalingBeginsOrEndsItIsOneWord() {
        assertThat(HistoryCommand.changed(SCALING)).isEqualTo("scaling: (none) → redis, cpu, 0 to 8 replicas");
        List<FieldView> gone = SCALING.stream()
                .map(field -> new FieldView(field.path(), field.to(), Optional.empty()))
                .toList();
        assertThat(HistoryCommand.changed(gone)).isEqualTo("scaling: redis, cpu, 0 to 8 replicas → (none)");
    }

    @Test
    void ofScalingThatChangesWhatChangedIsSaid() {
        assertThat(HistoryCommand.changed(List.of(
                        new FieldView("replicas", Optional.of("1"), Optional.of("2")),
                        new FieldView("scaling.maxReplicaCount", Optional.of("8"), Optional.of("9")),
                        added("scaling.fallback", "2, STATIC, after 3 failures"))))
                .isEqualTo("replicas: 1 → 2; scaling.maxReplicaCount: 8 → 9;"
                        + " scaling.fallback: (none) → 2, STATIC, after 3 failures");
    }
}
