package tireless.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.scale.Scene.cpu;
import static tireless.scale.Scene.redis;
import static tireless.scale.Scene.scaling;
import static tireless.scale.Scene.using;
import static tireless.scale.Scene.waiting;
import static tireless.scale.Scene.with;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Behavior.Policy;
import tireless.model.scaling.Behavior.Rules;
import tireless.model.scaling.Behavior.Select;
import tireless.model.scaling.Behavior.Unit;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Scaling;

class ScaleDeciderTest {
    private static final Reading FAILED = new Reading.Failed("redis at localhost:6379 does not answer");
    private static final Reading EMPTY = waiting(0);
    private static final Cadence MINUTE = new Cadence(Scene.LOOK, Duration.ofMinutes(1), Duration.ZERO);

    private static Bounds bounds(int least, int most) {
        return new Bounds(least, most, OptionalInt.empty());
    }

    @Test
    void theLargestDemandWins() {
        Scene scene = new Scene(with(scaling(1, 20, redis(), redis()), Scene.free()), 1);

        assertThat(scene.look(waiting(30), waiting(55))).isEqualTo(11);
        assertThat(scene.why().text()).contains("55 ÷ 5 = 11 → 11");
    }

    @Test
    void whatIsMoreThanTheMostIsLimitedAndSaysSo() {
        Scene scene = new Scene(with(scaling(1, 4, redis()), Scene.free()), 1);

        assertThat(scene.look(waiting(12_400))).isEqualTo(4);
        assertThat(scene.why().text()).isEqualTo("""
                        redis: 12,400 ÷ 5 = 2,480 → 2,480
                        decision: limited by maxReplicas 4
                        decision: 1 → 4""");
    }

    @Test
    void whatWasMeasuredBesideWhatCountsIsToldWithIt() {
        Scene scene = new Scene(with(scaling(1, 8, redis()), Scene.free()), 1);

        assertThat(scene.look(new Reading.Measured(800, 200, true, "lag 6,000, counted as 800 for 4 partitions")))
                .isEqualTo(4);
        assertThat(scene.why().text())
                .startsWith("redis: lag 6,000, counted as 800 for 4 partitions: 800 ÷ 200 = 4 → 4");
    }

    @Test
    void aTriggerThatCanNotBeReadHoldsTheCountAndAnotherMayStillRaiseIt() {
        Scene scene = new Scene(with(scaling(0, 20, redis(), redis()), Scene.free()), 6);

        assertThat(scene.look(FAILED, EMPTY)).isEqualTo(6);
        assertThat(scene.why().text()).contains("held at 6 while nothing is known of `redis`", "does not answer");
        assertThat(scene.look(FAILED, waiting(50))).isEqualTo(10);
        assertThat(scene.lookFor(Duration.ofHours(1), FAILED, EMPTY)).isEqualTo(10);
    }

    @Test
    void howOftenALookFailedIsSaid() {
        Scene scene = new Scene(scaling(0, 20, redis()), 0);

        scene.look(FAILED);
        assertThat(scene.why().text()).contains("failed 1 time").doesNotContain("failed 1 times");
        scene.look(FAILED);
        assertThat(scene.why().text()).contains("failed 2 times");
    }

    @Test
    void aTriggerThatCanNotBeReadWakesNobody() {
        Scene scene = new Scene(scaling(0, 20, redis()), 0);

        assertThat(scene.lookFor(Duration.ofMinutes(1), FAILED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "STATIC, 3, 6, 3",
        "CURRENT_REPLICAS, 3, 6, 6",
        "CURRENT_REPLICAS_IF_HIGHER, 3, 6, 6",
        "CURRENT_REPLICAS_IF_HIGHER, 9, 6, 9",
        "CURRENT_REPLICAS_IF_LOWER, 3, 6, 3",
        "CURRENT_REPLICAS_IF_LOWER, 9, 6, 6",
    })
    void aFallbackHoldsAfterItsNumberOfFailures(Fallback.Kind kind, int replicas, int before, int after) {
        Scaling scaling = with(scaling(1, 20, redis()), new Fallback(3, replicas, kind));
        Scene scene = new Scene(with(scaling, Scene.free()), before);

        assertThat(scene.look(FAILED)).isEqualTo(before);
        assertThat(scene.look(FAILED)).isEqualTo(before);
        assertThat(scene.look(FAILED)).isEqualTo(after);
        assertThat(scene.why().text()).contains("failed 3 times, fallback");
    }

    @Test
    void aLookThatSucceedsForgetsTheFailures() {
        Scaling scaling = with(scaling(1, 20, redis()), new Fallback(2, 9, Fallback.Kind.STATIC));
        Scene scene = new Scene(with(scaling, Scene.free()), 6);

        scene.look(FAILED);
        scene.look(waiting(30));
        assertThat(scene.look(FAILED)).isEqualTo(6);
    }

    @Test
    void atNoneATriggerThatCanNotBeReadIsNotSaidToBeInactive() {
        Scene scene = new Scene(with(scaling(0, 20, redis()), bounds(0, 20), MINUTE), 0);

        assertThat(scene.look(FAILED)).isZero();
        assertThat(scene.why().text())
                .contains("held at 0 while nothing is known of `redis`")
                .doesNotContain("no trigger is active");
        scene.look(EMPTY);
        assertThat(scene.why().text()).contains("no trigger is active → 0");
    }

    @Test
    void workWakesTheFirstAndTheCooldownEndsTheLastWithoutWaitingForStabilizationToo() {
        Scene scene = new Scene(with(scaling(0, 20, redis()), bounds(0, 20), MINUTE), 0);

        assertThat(scene.look(waiting(1))).isEqualTo(1);
        assertThat(scene.lookFor(Duration.ofSeconds(60), EMPTY)).isEqualTo(1);
        assertThat(scene.why().until()).hasValue(Duration.ofSeconds(2));
        assertThat(scene.look(EMPTY)).isZero();
        assertThat(scene.why().text()).contains("no trigger is active → 0");
    }

    @Test
    void fromManyToNoneTheCooldownAloneCounts() {
        Scene scene = new Scene(with(scaling(0, 20, redis()), bounds(0, 20), MINUTE), 0);

        scene.look(waiting(20));
        assertThat(scene.lookFor(Duration.ofSeconds(60), EMPTY)).isEqualTo(4);
        assertThat(scene.look(EMPTY)).isZero();
    }

    @Test
    void aNewResourceThatNeverHadWorkWaitsForTheInitialCooldownOnly() {
        Cadence cadence = new Cadence(Scene.LOOK, Duration.ofHours(1), Duration.ofSeconds(30));
        Scene scene = new Scene(with(scaling(0, 20, redis()), bounds(0, 20), cadence), 1);

        assertThat(scene.lookFor(Duration.ofSeconds(28), EMPTY)).isEqualTo(1);
        assertThat(scene.look(EMPTY)).isZero();
    }

    @Test
    void aServerThatComesBackWaitsForTheWholeCooldownAndTheWholeWindow() {
        Scene scene = new Scene(with(scaling(0, 20, redis()), bounds(0, 20), MINUTE), 6);
        scene.resume();

        assertThat(scene.lookFor(Duration.ofSeconds(60), EMPTY)).isEqualTo(6);
        assertThat(scene.lookFor(Duration.ofSeconds(2), EMPTY)).isZero();

        Scene working = new Scene(with(scaling(1, 20, redis()), bounds(1, 20), MINUTE), 6);
        working.resume();
        assertThat(working.lookFor(Duration.ofSeconds(298), waiting(1))).isEqualTo(6);
        assertThat(working.lookFor(Duration.ofSeconds(4), waiting(1))).isEqualTo(1);
    }

    @Test
    void anIdleCountIsKeptWhileNothingIsActiveAndLeftAtOnceWhenSomethingIs() {
        Bounds bounds = new Bounds(3, 20, OptionalInt.of(1));
        Scene scene = new Scene(with(scaling(1, 20, redis()), bounds, MINUTE), 1);

        assertThat(scene.look(EMPTY)).isEqualTo(1);
        assertThat(scene.look(waiting(2))).isEqualTo(3);
        assertThat(scene.lookFor(Duration.ofSeconds(60), EMPTY)).isEqualTo(3);
        assertThat(scene.look(EMPTY)).isEqualTo(1);
    }

    @Test
    void processorsNeitherWakeNorKeepAwake() {
        Scene scene = new Scene(with(scaling(0, 20, redis(), cpu("50")), bounds(0, 20), MINUTE), 2);

        scene.look(using(900, 900), waiting(1));
        assertThat(scene.replicas()).isEqualTo(4);
        for (int look = 0; look < 40; look++) {
            scene.look(scene.replicas() == 0 ? List.of() : using(900, 900, 900, 900), EMPTY);
        }
        assertThat(scene.replicas()).isZero();
    }

    @Test
    void aMeasureThatVanishesIsUnknownAndNeverZero() {
        Scene scene = new Scene(with(scaling(1, 20, cpu("50")), Scene.free()), 4);
        List<ReplicaLoad> silent = IntStream.range(0, 4)
                .mapToObj(ordinal -> Scene.load(ordinal, true, OptionalDouble.empty()))
                .toList();

        assertThat(scene.look(silent)).isEqualTo(4);
        assertThat(scene.why().text()).contains("held at 4 while nothing is known of `cpu`");
    }

    @Test
    void theCountGoesDownOnlyToTheLargestDemandOfTheWindow() {
        Scene scene = new Scene(scaling(1, 20, redis()), 4);

        scene.look(waiting(20));
        assertThat(scene.lookFor(Duration.ofSeconds(298), waiting(5))).isEqualTo(4);
        assertThat(scene.why().text()).contains("4 instead of 1: the largest demand of the last 300 s");
        assertThat(scene.why().until()).hasValue(Duration.ofSeconds(2));
        assertThat(scene.look(waiting(5))).isEqualTo(1);
    }

    @Test
    void theCountGoesUpOnlyToTheSmallestDemandOfTheWindow() {
        Rules careful = new Rules(Duration.ofSeconds(10), Select.MAX, List.of(), 0.1);
        Scene scene = new Scene(with(scaling(1, 20, redis()), new Behavior(careful, Scene.freely(0.1))), 2);

        scene.look(waiting(10));
        assertThat(scene.lookFor(Duration.ofSeconds(8), waiting(50))).isEqualTo(2);
        assertThat(scene.look(waiting(45))).isEqualTo(9);
    }

    @Test
    void byDefaultTheCountDoublesOrGrowsByFourIn15Seconds() {
        Scene scene = new Scene(scaling(1, 100, redis()), 1);

        assertThat(scene.look(waiting(500))).isEqualTo(5);
        assertThat(scene.lookFor(Duration.ofSeconds(14), waiting(500))).isEqualTo(5);
        assertThat(scene.lookFor(Duration.ofSeconds(2), waiting(500))).isEqualTo(10);
        assertThat(scene.lookFor(Duration.ofSeconds(16), waiting(500))).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"MAX, 6, 3", "MIN, 8, 8", "DISABLED, 10, 10"})
    void policiesOfScalingInHoldForTheirPeriodAndTheSelectedOneCounts(Select select, int first, int second) {
        List<Policy> policies = List.of(
                new Policy(Unit.PODS, 2, Duration.ofSeconds(60)), new Policy(Unit.PERCENT, 40, Duration.ofSeconds(60)));
        Rules rules = new Rules(Duration.ZERO, select, policies, 0.1);
        Scene scene = new Scene(with(scaling(1, 20, redis()), new Behavior(Scene.freely(0.1), rules)), 10);

        assertThat(scene.look(waiting(5))).isEqualTo(first);
        assertThat(scene.lookFor(Duration.ofSeconds(58), waiting(5))).isEqualTo(first);
        assertThat(scene.lookFor(Duration.ofSeconds(2), waiting(5))).isEqualTo(select == Select.MIN ? 6 : second);
    }

    @Test
    void boundsThatChangedHoldAtOnce() {
        Scene scene = new Scene(scaling(1, 20, redis()), 12);
        scene.look(waiting(60));

        scene.change(scaling(1, 5, redis()));
        assertThat(scene.look(waiting(60))).isEqualTo(5);
        scene.change(scaling(8, 20, redis()));
        assertThat(scene.look(EMPTY)).isEqualTo(8);
    }

    @Test
    void whileNoneOfThoseThatShallRunDoesNobodyKnowsWhatTheyWouldUse() {
        Scene scene = new Scene(with(scaling(1, 20, redis(), cpu("50")), Scene.free()), 5);

        assertThat(scene.look(List.of(), waiting(1))).isEqualTo(5);
        assertThat(scene.why().text()).contains("held at 5 while nothing is known of `cpu`");
    }
}
