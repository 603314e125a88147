package tireless.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.scale.Scene.drain;
import static tireless.scale.Scene.scaling;
import static tireless.scale.Scene.trigger;
import static tireless.scale.Scene.with;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;

class DrainTest {
    private static final Reading.Measured NOTHING = new Reading.Measured(0, 5, false);

    private static Scene draining(int most, int replicas) {
        return new Scene(with(scaling(1, most, drain("60")), Scene.free()), replicas);
    }

    /** Four replicas that do 10 per second each, and so many arrive. */
    private static List<ReplicaLoad> four(long backlog) {
        return IntStream.range(0, 4)
                .mapToObj(ordinal -> Scene.working(ordinal, 10, backlog, 1))
                .toList();
    }

    private static void measured(Scene scene) {
        for (int look = 0; look < 20; look++) {
            scene.look(four(0));
        }
    }

    @Test
    void asManyReplicasAsWorkOffTheBacklogInTheTimeAndKeepUpWithWhatArrives() {
        Scene scene = draining(100, 4);
        measured(scene);

        assertThat(scene.look(four(6_000))).isEqualTo(15);
        assertThat(scene.why().text()).contains("6,000 ÷ (10/s × 60 s) = 10, + 5 to keep up with 40/s → 15");
    }

    /** What each says of a burst that it works off in 8 s at 2 per second, its rate being that of the last 10 s. */
    private static List<ReplicaLoad> ofABurst(double second) {
        double done = 2 * Math.min(8, second);
        double rate = second <= 10 ? done / second : Math.max(0, 16 - 2 * (second - 10)) / 10;
        return IntStream.range(0, 4)
                .mapToObj(ordinal -> new ReplicaLoad(
                        ordinal,
                        true,
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        new ReplicaLoad.Work(
                                OptionalDouble.of(rate),
                                OptionalLong.of((long) done),
                                OptionalLong.of(0),
                                OptionalLong.of(second < 8 ? 1 : 0)),
                        false))
                .toList();
    }

    @Test
    void replicasAreNoFasterAfterABurstThanInIt() {
        Scene scene = draining(100, 4);
        for (int look = 1; look <= 15; look++) {
            scene.look(ofABurst(2 * look));
        }
        scene.look(four(1_200));

        // In it they did 2 a second each; the rate of the seconds behind it would make it more than twice that.
        assertThat(scene.why().text()).containsPattern("1,200 ÷ \\((2|2\\.[0-5])/s × 60 s\\)");
    }

    @Test
    void aBurstIsNoRateOfArrivals() {
        Scene scene = draining(1_000, 4);
        measured(scene);

        scene.look(four(60_000));
        assertThat(scene.why().text()).contains("keep up with 40/s");
    }

    @Test
    void neverMoreReplicasThanHaveSomethingToDo() {
        Scene scene = new Scene(with(scaling(1, 100, drain("10")), Scene.free()), 4);
        for (int look = 0; look < 300; look++) {
            scene.look(scene.all(look % 15 == 0 ? 0.1 : 0.01, 0, 1));
        }

        // Four slow items in flight and three that wait: more than seven would find nothing.
        assertThat(scene.look(scene.all(0.02, 3, 1))).isLessThanOrEqualTo(7);
        assertThat(scene.why().text()).contains("would have something to do");
    }

    @Test
    void beforeAnythingIsMeasuredOneReplicaIsStartedAndTwiceAsManyWheneverThatWasNoHelp() {
        ScaleTrigger source = new ScaleTrigger(
                "redis", Optional.of("orders"), new TreeMap<>(), MetricType.AVERAGE_VALUE, false, Optional.empty());
        ScaleTrigger drain =
                trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "10", "backlog", "orders");
        Scene scene = new Scene(with(scaling(0, 100, source, drain), Scene.free()), 0);
        Reading.Measured waiting = new Reading.Measured(10_000, 5, true);

        assertThat(scene.look(List.of(), waiting)).isEqualTo(1);
        assertThat(scene.why().text()).contains("not known yet how fast a replica is");
        List<ReplicaLoad> starting = List.of(Scene.load(0, false, OptionalDouble.empty()));
        for (int look = 0; look < 7; look++) {
            assertThat(scene.look(starting, waiting)).isEqualTo(1);
        }
        assertThat(scene.look(starting, waiting)).isEqualTo(2);
    }

    @Test
    void theSourceOfABacklogWakesButDemandsNothingItself() {
        ScaleTrigger source = new ScaleTrigger(
                "redis", Optional.of("orders"), new TreeMap<>(), MetricType.AVERAGE_VALUE, false, Optional.empty());
        ScaleTrigger drain =
                trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "60", "backlog", "orders");
        Scene scene = new Scene(with(scaling(0, 10_000, source, drain), Scene.free()), 2);
        for (int look = 0; look < 20; look++) {
            scene.look(four(0), NOTHING);
        }

        assertThat(scene.look(four(0), new Reading.Measured(6_000, 5, true))).isEqualTo(15);
        assertThat(scene.look(four(0), new Reading.Failed("no answer"))).isEqualTo(15);
    }

    @Test
    void theRateOfBeforeIsRememberedWhileNothingRuns() {
        ScaleTrigger source = new ScaleTrigger(
                "redis", Optional.of("orders"), new TreeMap<>(), MetricType.AVERAGE_VALUE, false, Optional.empty());
        ScaleTrigger drain =
                trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "60", "backlog", "orders");
        Scene scene = new Scene(with(scaling(0, 100, source, drain), Scene.free()), 1);
        for (int look = 0; look < 20; look++) {
            scene.look(scene.all(10, 0, 1), NOTHING);
        }
        for (int look = 0; look < 400; look++) {
            scene.look(scene.all(0, 0, 0), NOTHING);
        }
        assertThat(scene.replicas()).isZero();

        assertThat(scene.look(List.of(), new Reading.Measured(3_000, 5, true))).isEqualTo(5);
    }

    @Test
    void moreReplicasThatDoNoMoreAreTakenBackAndTheReasonIsTold() {
        Scene scene = draining(16, 4);
        for (int look = 0; look < 40; look++) {
            // A database that does 40 per second, however many ask it.
            int replicas = scene.replicas();
            scene.look(scene.all(40.0 / replicas, 100_000 + 10L * look, 1));
            if (look < 10) {
                scene.change(with(scaling(1, 4, drain("60")), Scene.free()));
            } else {
                scene.change(with(scaling(1, 16, drain("60")), Scene.free()));
            }
        }

        assertThat(scene.replicas()).isEqualTo(4);
        assertThat(scene.why().text()).contains("bottleneck elsewhere: 16 replicas did 40/s, 4 did 40/s");
    }

    @Test
    void moreReplicasThatDoMoreAreKept() {
        Scene scene = draining(16, 4);
        for (int look = 0; look < 60; look++) {
            scene.change(with(scaling(1, look < 10 ? 4 : 16, drain("60")), Scene.free()));
            scene.look(scene.all(10, 1_000_000, 1));
        }

        assertThat(scene.replicas()).isEqualTo(16);
    }

    @Test
    void aBacklogThatNoReplicaTellsIsUnknownAndHeld() {
        Scene scene = draining(16, 4);
        List<ReplicaLoad> silent = List.of(new ReplicaLoad(
                0,
                true,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalDouble.of(3),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false));

        assertThat(scene.look(silent)).isEqualTo(4);
        assertThat(scene.why().text()).contains("no replica tells its backlog", "held at 4");
    }

    @Test
    void partsOfABacklogAreAddedWhereTheTriggerSaysSoAndAMissingPartForbidsFewer() {
        ScaleTrigger parts =
                trigger("tireless-backlog", MetricType.AVERAGE_VALUE, "value", "100", "aggregation", "sum");
        Scene scene = new Scene(with(scaling(1, 50, parts), Scene.free()), 3);

        assertThat(scene.look(scene.all(1, 200, 1))).isEqualTo(6);
        assertThat(scene.look(List.of(Scene.working(0, 1, 10, 1), Scene.load(1, true, OptionalDouble.empty()))))
                .isEqualTo(6);
        assertThat(scene.why().text()).contains("not all replicas tell their part");
    }

    @Test
    void whereDrainAloneDecidesItGoesDownAfterHalfAMinute() {
        ScaleTrigger redis = Scene.redis();
        ScaleTrigger draining =
                trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "10", "backlog", "redis");

        assertThat(Behavior.usual(List.of(drain("10")))).isEqualTo(Behavior.DRAIN);
        assertThat(Behavior.usual(List.of(redis, draining))).isEqualTo(Behavior.DRAIN);
        assertThat(Behavior.usual(List.of(redis, drain("10")))).isEqualTo(Behavior.DEFAULT);
        assertThat(Behavior.usual(List.of(Scene.cpu("50"), draining, redis))).isEqualTo(Behavior.DEFAULT);
        assertThat(Behavior.usual(List.of(redis))).isEqualTo(Behavior.DEFAULT);
    }
}
