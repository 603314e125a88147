package tireless.model.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateConditionTest {
    private static final Map<String, String> STATE = Map.of(
            "status.jobStatus.state", "FINISHED",
            "status.lifecycleState", "STABLE",
            "status.succeeded", "3",
            "status.conditions.0.status", "True");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status.jobStatus.state == FINISHED,status.lifecycleState == STABLE",
                "status.jobStatus.state=FINISHED",
                " status.lifecycleState != FAILED , status.succeeded > 2",
                "status.succeeded < 4",
                "status.lifecycleState in (DONE, STABLE),status.succeeded notin (1,2)",
                "status.conditions.0.status == True",
                "status.succeeded",
                "!status.failed",
                "status.failed != 1",
            })
    void itHolds(String text) {
        assertThat(holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status.jobStatus.state == FINISHED,status.lifecycleState == FAILED",
                "status.succeeded > 3",
                "status.lifecycleState > 1",
                "status.lifecycleState in (DONE)",
                "status.succeeded notin (1,3)",
                "status.failed == 1",
                "status.failed",
                "!status.succeeded",
            })
    void itDoesNotHold(String text) {
        assertThat(holds(text)).isFalse();
    }

    private static boolean holds(String text) {
        return StateCondition.parse(text).orElseThrow().holds(path -> Optional.ofNullable(STATE.get(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status.state === A",
                "status.state == A B",
                "a,,b",
                "status.n > many",
                "status.state in ()x",
                "a or b",
                "== A"
            })
    void whatIsNoneIsNotRead(String text) {
        assertThat(StateCondition.parse(text)).isEmpty();
    }

    @Test
    void itKeepsItsText() {
        assertThat(StateCondition.parse(" a == b ").orElseThrow().text()).isEqualTo("a == b");
    }
}
