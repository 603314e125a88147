package tireless.control.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.control.compute.Computes.PULSE;
import static tireless.control.compute.Computes.here;
import static tireless.control.compute.Computes.on;
import static tireless.control.compute.Computes.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.engine.Handover;
import tireless.model.Happening;
import tireless.model.Uid;
import tireless.testing.engine.ScriptedEngine;

/** What is to go from a cluster that does not answer can be forgotten: what is left there is nobody's. */
class LeftBehindTest {
    private static final Uid UID = new Uid("uid-1");

    private Computes computes = new Computes();

    @AfterEach
    void close() {
        computes.close();
    }

    private ScriptedEngine onCluster() {
        computes.engine.accept(on("prod", PULSE, 1));
        ScriptedEngine cluster = computes.cluster("prod");
        computes.untilTold("prod", "adopt worker public/pulse 1 ON");
        cluster.show(status(on("prod", PULSE, 1)));
        Computes.until(() -> computes.engine.status(PULSE).isPresent() && !computes.notes.arrivals.isEmpty());
        return cluster;
    }

    @Test
    void whatIsToGoFromAClusterThatDoesNotAnswerIsForgotten() {
        ScriptedEngine cluster = onCluster();
        cluster.lose("it does not answer");
        computes.engine.remove(PULSE);

        assertThat(computes.engine.stuck(PULSE)).contains(on("prod", PULSE, 1));
        computes.engine.disown(PULSE, UID);

        assertThat(cluster.calls()).endsWith("remove worker public/pulse", "disown worker public/pulse uid-1");
        Computes.until(() -> computes.notes.arrivals.isEmpty());
        assertThat(computes.notes.left).isEqualTo(Map.of(PULSE, Set.of(UID)));
        assertThat(computes.engine.status(PULSE)).isEmpty();
        assertThat(computes.happenings()).containsOnlyOnce(new Happening.Removed());
    }

    @Test
    void oneThatMovedAwayIsForgottenToo() {
        ScriptedEngine cluster = onCluster();
        cluster.lose("it does not answer");
        computes.engine.accept(here(PULSE, 2));
        computes.engine.remove(PULSE);
        assertThat(computes.engine.status(PULSE).orElseThrow().rollout())
                .isEqualTo("it does not answer; should it never answer again, forget it:"
                        + " tireless delete worker pulse -w public --force");

        computes.engine.disown(PULSE, UID);

        Computes.until(() -> computes.happenings().contains(new Happening.Removed()));
        assertThat(computes.engine.status(PULSE)).isEmpty();
        computes.engine.accept(here(PULSE, 1));
        assertThat(computes.local.calls()).containsExactly("accept worker public/pulse 1 ON 1");
    }

    @Test
    void aClusterThatWasNeverOpenedIsNotAskedEither() {
        computes.refuse("no such context");
        computes.notes.note(PULSE, new Whereabouts.Arrival(UID, 1));
        computes.adopt(new Handover((_, _, _) -> Optional.of(on("prod", PULSE, 1)), List.of(), List.of()));
        Computes.until(
                () -> computes.engine.status(PULSE).orElseThrow().rollout().contains("no such context"));

        computes.engine.disown(PULSE, UID);

        assertThat(computes.engine.status(PULSE)).isEmpty();
        assertThat(computes.happenings()).contains(new Happening.Removed());
        assertThat(computes.notes.arrivals).isEmpty();
        assertThat(computes.isOpened("prod")).isFalse();
    }

    @Test
    void theNextProcessTellsAnEngineBeforeItAdopts() {
        computes.notes.disown(PULSE, UID);
        computes.engine.accept(on(new Uid("uid-2"), "prod", "", PULSE, 1));

        computes.untilTold("prod", "adopt worker public/pulse 1 ON");

        assertThat(computes.cluster("prod").calls())
                .containsSubsequence("disown worker public/pulse uid-1", "adopt worker public/pulse 1 ON");
    }

    @Test
    void whereTheClusterAnswersNothingIsLeftBehind() {
        ScriptedEngine cluster = onCluster();
        computes.engine.remove(PULSE);
        assertThat(computes.engine.stuck(PULSE)).isEmpty();

        assertThat(cluster.calls()).doesNotContain("disown worker public/pulse uid-1");
        assertThat(computes.notes.left).isEmpty();
    }
}
