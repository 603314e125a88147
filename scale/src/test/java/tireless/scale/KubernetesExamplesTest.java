package tireless.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.scale.own.OwnTrigger.Resource;
import tireless.scale.own.OwnTrigger.Target;
import tireless.scale.own.OwnTrigger.Usage;

/** The numbers of Kubernetes' own tests of its replica calculator, with the same results. */
class KubernetesExamplesTest {
    private static final Requests ONE_CORE = new Requests(1_000, 1L << 30);

    private static Observed observed(int current, String ready, int missing, int unready) {
        List<ReplicaLoad> loads = new ArrayList<>();
        for (String used : Pattern.compile(" ").splitAsStream(ready).toList()) {
            loads.add(Scene.load(loads.size(), true, OptionalDouble.of(Double.parseDouble(used))));
        }
        for (int count = 0; count < missing; count++) {
            loads.add(Scene.load(loads.size(), true, OptionalDouble.empty()));
        }
        for (int count = 0; count < unready; count++) {
            loads.add(Scene.load(loads.size(), false, OptionalDouble.empty()));
        }
        return new Observed(current, loads, Map.of());
    }

    private static int replicas(Demand demand) {
        assertThat(demand).isInstanceOf(Demand.Known.class);
        return ((Demand.Known) demand).replicas();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scale up,                                      300 500 700,         0, 0, 3,  30, .1, .1, 5",
        "scale up: an unready one scales less,          500 700,             0, 1, 3,  30, .1, .1, 4",
        "no scale: unready ones are ignored,            400,                 0, 2, 3,  30, .1, .1, 3",
        "scale up: failed ones are ignored,             500 700,             0, 0, 2,  30, .1, .1, 4",
        "scale down,                                    100 300 500 250 250, 0, 0, 5,  50, .1, .1, 3",
        "scale down: unready ones are excluded,         100 300 500,         0, 2, 5,  50, .1, .1, 2",
        "scale down: unscheduled ones are excluded,     100,                 0, 4, 5,  50, .1, .1, 1",
        "within the default tolerance,                  1010 1030 1020,      0, 0, 3, 100, .1, .1, 3",
        "outside of a tolerance of 0,                   909 1010 1111,       0, 0, 3, 100, 0,  0,  4",
        "within a tolerance of 200 % upwards,           1890 1910 1900,      0, 0, 3, 100, .1, 2,  3",
        "outside of 8 % upwards,                        1100 1080 1090,      0, 0, 3, 100, 2,  .08, 4",
        "within 36 % downwards,                         660 640 650,         0, 0, 3, 100, .36, .1, 3",
        "outside of 34 % downwards,                     660 640 650,         0, 0, 3, 100, .34, .1, 2",
        "some are missing: scales down,                 400 95,              2, 0, 4, 100, .1, .1, 3",
        "no change: missing and equal to the target,    1000,                1, 0, 2, 100, .1, .1, 2",
        "no change: missing and above,                  1900,                1, 0, 2, 100, .1, .1, 2",
        "no change: missing and below,                  600,                 1, 0, 2, 100, .1, .1, 2",
        "no change: one missing and one unready,        450,                 1, 1, 3,  50, .1, .1, 3",
        "scale up: one missing and one unready,         2000,                1, 1, 3,  50, .1, .1, 4",
        "scale down: one missing and one unready,       100 100,             1, 1, 4,  50, .1, .1, 3",
        "a roll-out with one more that is missing,      100 100,             1, 0, 2,  50, .1, .1, 2",
    })
    void utilization(
            String name,
            String ready,
            int missing,
            int unready,
            int current,
            int percent,
            double down,
            double up,
            int expected) {
        Demand demand = new AverageDemand(observed(current, ready, missing, unready), new Tolerance(down, up))
                .usage("cpu", new Usage(Resource.CPU, new Target.Utilization(percent)), ONE_CORE);

        assertThat(replicas(demand)).as(demand.text()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scale up,                                 20 10 30,       0, 3, 15, .1, 4",
        "scale down,                               12 12 12 12 12, 0, 5, 20, .1, 3",
        "within the default tolerance,             20 21 21,       0, 3, 20, .1, 3",
        "outside of a tolerance of 1 %,            20 21 21,       0, 3, 20, .01, 4",
        "no change: some are missing,              20 19 21,       2, 5, 20, .1, 5",
        "a roll-out with one more that is missing, 10 10,          1, 2, 17, .1, 2",
    })
    void averageValue(String name, String ready, int missing, int current, double target, double up, int expected) {
        Demand demand = new AverageDemand(observed(current, ready, missing, 0), new Tolerance(.1, up))
                .usage("cpu", new Usage(Resource.CPU, new Target.Average(target)), ONE_CORE);

        assertThat(replicas(demand)).as(demand.text()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "more than an int,                9.3e18, 1,      1, .1,  2147483647",
        "a huge target,                   9.3e18, 9.3e18, 1, .1,  1",
        "from none,                       20000,  5000,   0, .1,  4",
        "from none to none,               0,      5000,   0, .1,  0",
        "scale up,                        8600,   2150,   3, .1,  4",
        "scale down,                      8600,   2867,   5, .1,  3",
        "within the default tolerance,    8600,   2900,   3, .1,  3",
        "outside of a tolerance of 1 %,   8600,   2800,   3, .01, 4",
        "of an object: scale up,          20000,  5000,   3, .1,  4",
        "of an object: scale down,        6000,   2000,   5, .1,  3",
        "of an object: within,            20166,  5000,   4, .1,  4",
        "of an object: outside of 1 %,    20208,  5000,   4, .01, 5",
    })
    void externalAverageValue(String name, double value, double target, int current, double up, int expected) {
        Demand demand = ExternalDemand.of(
                "queue",
                new Reading.Measured(value, target, true),
                MetricType.AVERAGE_VALUE,
                current,
                current,
                new Tolerance(.1, up));

        assertThat(replicas(demand)).as(demand.text()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scale down,                      8600,   14334,  5, 5, .1,  3",
        "within the default tolerance,    8600,   8888,   3, 3, .1,  3",
        "outside of a tolerance of 1 %,   8900,   8800,   3, 3, .01, 4",
        "a huge value,                    9.3e18, 1,      3, 3, .1,  2147483647",
        "a huge target,                   9.3e18, 9.3e18, 3, 3, .1,  3",
        "of an object: scale up,          20000,  15000,  3, 3, .1,  4",
        "of an object: unready ones,      50000,  10000,  3, 1, .1,  5",
        "of an object: scale down,        12000,  20000,  5, 5, .1,  3",
        "of an object: within,            20666,  20000,  3, 3, .1,  3",
    })
    void externalValue(String name, double value, double target, int current, int ready, double up, int expected) {
        Demand demand = ExternalDemand.of(
                "queue",
                new Reading.Measured(value, target, true),
                MetricType.VALUE,
                current,
                ready,
                new Tolerance(.1, up));

        assertThat(replicas(demand)).as(demand.text()).isEqualTo(expected);
    }

    /** Kubernetes goes from 3 to 2 here, of a metric that is twice its target, as two of three are not ready yet. */
    @Test
    void replicasThatAreNotReadyDoNotTurnMoreIntoFewer() {
        Demand demand = ExternalDemand.of(
                "queue", new Reading.Measured(8600, 4400, true), MetricType.VALUE, 3, 1, new Tolerance(.1, .1));

        assertThat(replicas(demand)).isEqualTo(3);
    }
}
