package tireless.scale.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.scale.own.OwnTrigger.Aggregation;
import tireless.scale.own.OwnTrigger.Resource;
import tireless.scale.own.OwnTrigger.Source;
import tireless.scale.own.OwnTrigger.Target;

class OwnTriggersTest {
    private static OwnTriggers.Read read(String type, MetricType metricType, String... keysAndValues) {
        TreeMap<String, String> metadata = new TreeMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            metadata.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return OwnTriggers.read(
                new ScaleTrigger(type, Optional.empty(), metadata, metricType, false, Optional.empty()));
    }

    private static OwnTrigger good(String type, MetricType metricType, String... keysAndValues) {
        OwnTriggers.Read read = read(type, metricType, keysAndValues);
        assertThat(read.problems()).isEmpty();
        return read.trigger().orElseThrow();
    }

    @Test
    void processorsAndMemoryAreAPercentageOrAnAmount() {
        assertThat(good("cpu", MetricType.UTILIZATION, "value", "250"))
                .isEqualTo(new OwnTrigger.Usage(Resource.CPU, new Target.Utilization(250)));
        assertThat(good("cpu", MetricType.AVERAGE_VALUE, "value", "500m"))
                .isEqualTo(new OwnTrigger.Usage(Resource.CPU, new Target.Average(500)));
        assertThat(good("memory", MetricType.AVERAGE_VALUE, "value", "1.5Gi", "containerName", "main"))
                .isEqualTo(new OwnTrigger.Usage(Resource.MEMORY, new Target.Average(1.5 * 1024 * 1024 * 1024)));
    }

    @Test
    void thoseOfTirelessHaveDefaults() {
        assertThat(good("tireless-throughput", MetricType.AVERAGE_VALUE, "value", "38.2"))
                .isEqualTo(new OwnTrigger.Throughput(38.2));
        assertThat(good("tireless-backlog", MetricType.AVERAGE_VALUE, "value", " 1k "))
                .isEqualTo(new OwnTrigger.Backlog(1_000, 0, Aggregation.MAX));
        assertThat(good("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "60"))
                .isEqualTo(new OwnTrigger.Drain(Duration.ofSeconds(60), new Source.Replicas(Aggregation.MAX), false));
        assertThat(good(
                        "tireless-drain",
                        MetricType.AVERAGE_VALUE,
                        "targetSeconds",
                        "0.5",
                        "backlog",
                        "orders",
                        "includesInFlight",
                        "true"))
                .isEqualTo(new OwnTrigger.Drain(Duration.ofMillis(500), new Source.Trigger("orders"), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu                 | UTILIZATION   | other           | 1    | value           | `value` is missing",
                "cpu                 | UTILIZATION   | value           | 0    | value           | `0`, which is no number above zero",
                "cpu                 | UTILIZATION   | value           | -5   | value           | `-5`, which is no number above zero",
                "cpu                 | UTILIZATION   | value           | NaN  | value           | `NaN`, which is no number above zero",
                "cpu                 | UTILIZATION   | value           | 80.5 | value           | `80.5`, which is no whole percentage",
                "cpu                 | UTILIZATION   | value           | 1E   | value           | no whole percentage",
                "memory              | VALUE         | value           | 80   | metricType      | `metricType` of `memory` is `Value`",
                "tireless-backlog    | UTILIZATION   | value           | 80   | metricType      | can not be set",
                "tireless-backlog    | AVERAGE_VALUE | aggregation     | mean | aggregation     | `aggregation` is `mean`",
                "tireless-backlog    | AVERAGE_VALUE | activationValue | few  | activationValue | which is no number",
                "tireless-drain      | AVERAGE_VALUE | targetSeconds   | 1m0s | targetSeconds   | no number above zero",
                "tireless-throughput | AVERAGE_VALUE | value           | ''   | value           | `value` is missing",
            })
    void whatIsWrongIsToldWithItsKey(
            String type, MetricType metricType, String key, String value, String concerned, String message) {
        OwnTriggers.Read read = read(type, metricType, key, value);

        assertThat(read.trigger()).isEmpty();
        assertThat(read.problems()).filteredOn(KeyProblem::isError).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(concerned);
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).isNotEmpty();
        });
    }

    @Test
    void aKeyThatNobodyKnowsIsAWarning() {
        OwnTriggers.Read read = read("cpu", MetricType.UTILIZATION, "value", "80", "type", "Utilization");

        assertThat(read.trigger()).isPresent();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.key()).isEqualTo("type");
            assertThat(problem.message()).isEqualTo("`cpu` has no key `type`, which is ignored");
        });
    }
}
