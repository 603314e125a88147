package tireless.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.scale.Scene.redis;
import static tireless.scale.Scene.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.Scaling;

/** What a person says of the count whatever the load is. */
class OverridesTest {
    private static final Overrides PAUSED = new Overrides(true, OptionalInt.empty(), false, false, false);
    private static final Overrides SCALE_IN = new Overrides(false, OptionalInt.empty(), true, false, false);
    private static final Overrides SCALE_OUT = new Overrides(false, OptionalInt.empty(), false, true, false);
    private static final Overrides FORCED = new Overrides(false, OptionalInt.empty(), false, false, true);

    private static Overrides pausedAt(int replicas) {
        return new Overrides(false, OptionalInt.of(replicas), false, false, false);
    }

    private static Scaling scaling(Bounds bounds, Overrides overrides) {
        return new Scaling(
                bounds,
                Requests.DEFAULT,
                List.of(redis()),
                new Cadence(Scene.LOOK, Duration.ofSeconds(10), Duration.ZERO),
                Scene.free(),
                Optional.empty(),
                overrides);
    }

    private static Scaling scaling(int least, int most, Overrides overrides) {
        return scaling(new Bounds(least, most, OptionalInt.empty()), overrides);
    }

    @Test
    void whatIsPausedStaysWhateverWaits() {
        Scene scene = new Scene(scaling(0, 8, PAUSED), 3);
        assertThat(scene.look(waiting(100))).isEqualTo(3);
        assertThat(scene.lookFor(Duration.ofMinutes(10), waiting(0))).isEqualTo(3);
        assertThat(scene.why().text()).isEqualTo("decision: paused at 3 by `paused`\ndecision: stays 3");
    }

    @Test
    void itIsPausedAtAnyCountAlsoOutsideOfTheBounds() {
        Scene scene = new Scene(scaling(0, 1, pausedAt(5)), 0);
        assertThat(scene.look(waiting(0))).isEqualTo(5);
        scene.change(scaling(0, 1, pausedAt(0)));
        assertThat(scene.look(waiting(100))).isZero();
    }

    @Test
    void afterAPauseTheWholeCooldownCounts() {
        Scene scene = new Scene(scaling(0, 8, Overrides.NONE), 3);
        scene.look(waiting(15));
        scene.look(waiting(0));
        scene.change(scaling(0, 8, PAUSED));
        scene.lookFor(Duration.ofMinutes(10), waiting(0));
        scene.change(scaling(0, 8, Overrides.NONE));
        assertThat(scene.lookFor(Duration.ofSeconds(8), waiting(0))).isOne();
        assertThat(scene.lookFor(Duration.ofSeconds(6), waiting(0))).isZero();
    }

    @Test
    void whereScalingInIsPausedItOnlyGrows() {
        Scene scene = new Scene(scaling(0, 8, SCALE_IN), 2);
        assertThat(scene.lookFor(Duration.ofMinutes(10), waiting(0))).isEqualTo(2);
        assertThat(scene.why().text()).contains("2 instead of 0 by `paused-scale-in`");
        assertThat(scene.look(waiting(20))).isEqualTo(4);
        assertThat(scene.lookFor(Duration.ofMinutes(10), waiting(0))).isEqualTo(4);
    }

    @Test
    void whereScalingOutIsPausedItOnlyShrinksAndNeverWakes() {
        Scene scene = new Scene(scaling(0, 8, SCALE_OUT), 3);
        assertThat(scene.look(waiting(100))).isEqualTo(3);
        assertThat(scene.why().text()).contains("3 instead of 8 by `paused-scale-out`");
        assertThat(scene.lookFor(Duration.ofMinutes(1), waiting(0))).isZero();
        assertThat(scene.lookFor(Duration.ofMinutes(1), waiting(100))).isZero();
    }

    @Test
    void theBoundsHoldWhereADirectionIsPaused() {
        assertThat(new Scene(scaling(0, 8, SCALE_IN), 12).look(waiting(0))).isEqualTo(8);
        assertThat(new Scene(scaling(5, 8, SCALE_OUT), 0).look(waiting(0))).isEqualTo(5);
    }

    @Test
    void whatIsForcedCountsAsWorkUntilItIsNotForcedAnyMore() {
        Bounds idle = new Bounds(2, 5, OptionalInt.of(0));
        Scene scene = new Scene(scaling(idle, Overrides.NONE), 0);
        assertThat(scene.look(waiting(0))).isZero();
        scene.change(scaling(idle, FORCED));
        assertThat(scene.lookFor(Duration.ofMinutes(10), waiting(0))).isEqualTo(2);
        assertThat(scene.why().text()).contains("force-activation: as if there were work");
        scene.change(scaling(idle, Overrides.NONE));
        assertThat(scene.lookFor(Duration.ofSeconds(14), waiting(0))).isZero();
    }
}
