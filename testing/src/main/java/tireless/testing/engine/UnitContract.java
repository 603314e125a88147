package tireless.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.Phase;
import tireless.testing.Workloads;

/** What an engine promises that runs what ends, too. */
public abstract class UnitContract extends EngineContract {
    @Test
    void aUnitThatEndsIsNotStartedAgain() {
        engine.runUnit(revision("uid-1", 1, Workloads.unit(place.endsAfterWriting("done", 3))));

        var status = sight.until(
                KEY,
                "it finished",
                s -> s.filter(r -> !r.observed().isEmpty()
                                && r.observed().getFirst().phase() instanceof Phase.Finished)
                        .isPresent());

        assertThat(status.orElseThrow().observed().getFirst().phase())
                .isEqualTo(new Phase.Finished(new Exit.Status(3)));
        assertThat(status.orElseThrow().observed().getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void aUnitThatIsRestartedByHandWhileItRunsRunsOnceMore() {
        engine.runUnit(revision("uid-1", 1, Workloads.unit(place.livesAfterWriting("hello"))));
        sight.untilReady(KEY, 1);

        engine.restart(KEY);

        sight.until(
                KEY,
                "its second attempt runs",
                s -> s.filter(r -> r.observed().getFirst().attempt() == 2
                                && r.observed().getFirst().phase() instanceof Phase.Running)
                        .isPresent());
    }
}
