package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Workload;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;

/** What DataOS, KEDA and Tireless's own attributes say of scaling, together. */
class AutoscalingTest {
    private static final String REDIS = "triggers: [{type: redis, metadata: {listName: a, listLength: \"5\"}}]";

    private static String worker(String attributes) {
        return """
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec: {command: /bin/sleep}
                """ + attributes.replace(";", "\n").indent(2);
    }

    private static Workload workload(String attributes) {
        Resolution resolution = Resolves.apply(worker(attributes));
        assertThat(Resolves.problems(resolution)).isEmpty();
        return Resolves.only(resolution);
    }

    private static Scaling scaling(String attributes) {
        return workload(attributes).scaling().orElseThrow();
    }

    @Test
    void dataOsScalesByTheUseOfProcessorAndMemory() {
        Scaling scaling = scaling("autoScaling: {enabled: true, minReplicas: 2, maxReplicas: 5,"
                + " targetMemoryUtilizationPercentage: 120, targetCPUUtilizationPercentage: 80};"
                + "resources: {requests: {cpu: 250m, memory: 1Gi}, limits: {cpu: 1, memory: 2Gi}}");
        assertThat(scaling.bounds()).isEqualTo(new Bounds(2, 5, OptionalInt.empty()));
        assertThat(scaling.base()).isEqualTo(new Requests(250, 1L << 30));
        assertThat(scaling.triggers())
                .extracting(
                        ScaleTrigger::type,
                        ScaleTrigger::metricType,
                        trigger -> trigger.metadata().get("value"))
                .containsExactly(
                        tuple("cpu", MetricType.UTILIZATION, "80"), tuple("memory", MetricType.UTILIZATION, "120"));
    }

    @Test
    void whatHasALimitAloneRequestsAsMuch() {
        String scaled = "autoScaling: {enabled: true, maxReplicas: 2};";
        assertThat(scaling(scaled + "resources: {limits: {cpu: 50m, memory: 1Gi}}")
                        .base())
                .isEqualTo(new Requests(50, 1L << 30));
        assertThat(scaling(scaled + "resources: {limits: {cpu: 50m}}").base())
                .isEqualTo(new Requests(50, Requests.DEFAULT.memory()));
        assertThat(scaling(scaled.replace(";", "")).base()).isEqualTo(Requests.DEFAULT);
    }

    @Test
    void annotationsOfKedaSayWhatHoldsWhateverTheLoadIs() {
        Scaling scaling = scaling(
                "tireless: {" + REDIS + ", annotations: {autoscaling.keda.sh/paused: true,"
                        + " autoscaling.keda.sh/paused-replicas: '7', autoscaling.keda.sh/paused-scale-in: 'true',"
                        + " autoscaling.keda.sh/paused-scale-out: 'false', autoscaling.keda.sh/force-activation: 'True', a: b}}");
        assertThat(scaling.overrides()).isEqualTo(new Overrides(true, OptionalInt.of(7), true, false, true));
    }

    @Test
    void withoutATargetItIsEightyPercentOfTheProcessor() {
        assertThat(scaling("autoScaling: {enabled: true, maxReplicas: 2}").triggers())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.metadata()).containsEntry("value", "80"));
    }

    @Test
    void aTriggerHasTheDefaultsOfKedaButForItsPolling() {
        Scaling scaling = scaling("tireless: {" + REDIS + "}");
        assertThat(scaling.bounds()).isEqualTo(new Bounds(0, 100, OptionalInt.empty()));
        assertThat(scaling.cadence()).isEqualTo(Cadence.DEFAULT);
        assertThat(scaling.behavior()).isEqualTo(Behavior.DEFAULT);
        assertThat(scaling.fallback()).isEmpty();
        assertThat(scaling.triggers())
                .singleElement()
                .satisfies(trigger -> assertThat(trigger.metadata()).containsEntry("listLength", "5"));
    }

    @Test
    void whatIsWrittenHolds() {
        Scaling scaling = scaling("tireless: {" + REDIS + ", pollingInterval: 7, cooldownPeriod: 8,"
                + " minReplicaCount: 2, idleReplicaCount: 1, maxReplicaCount: 9,"
                + " fallback: {failureThreshold: 3, replicas: 4, behavior: currentReplicasIfHigher},"
                + " behavior: {scaleDown: {stabilizationWindowSeconds: 60, selectPolicy: Min,"
                + " policies: [{type: Percent, value: 10, periodSeconds: 20}], tolerance: 0.2}}}");
        assertThat(scaling.bounds()).isEqualTo(new Bounds(2, 9, OptionalInt.of(1)));
        assertThat(scaling.cadence())
                .isEqualTo(new Cadence(Duration.ofSeconds(7), Duration.ofSeconds(8), Duration.ZERO));
        assertThat(scaling.fallback()).contains(new Fallback(3, 4, Fallback.Kind.CURRENT_REPLICAS_IF_HIGHER));
        assertThat(scaling.behavior().scaleUp()).isEqualTo(Behavior.DEFAULT.scaleUp());
        assertThat(scaling.behavior().scaleDown())
                .isEqualTo(new Behavior.Rules(
                        Duration.ofSeconds(60),
                        Behavior.Select.MIN,
                        List.of(new Behavior.Policy(Behavior.Unit.PERCENT, 10, Duration.ofSeconds(20))),
                        0.2));
    }

    @Test
    void behaviorMayStandWhereKedaHasIt() {
        Scaling scaling = scaling("tireless: {" + REDIS + ", advanced: {horizontalPodAutoscalerConfig:"
                + " {behavior: {scaleUp: {selectPolicy: Disabled}}}}}");
        assertThat(scaling.behavior().scaleUp().select()).isEqualTo(Behavior.Select.DISABLED);
    }

    @Test
    void aDrainIsATriggerThatIsReadFromTheReplicas() {
        Scaling scaling = scaling("tireless: {drain: {targetSeconds: 60}}");
        assertThat(scaling.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.type()).isEqualTo("tireless-drain");
            assertThat(trigger.isOfReplicas()).isTrue();
        });
        assertThat(scaling.bounds().least()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | tireless: {" + REDIS + "}",
                "3 | replicas: 3;tireless: {" + REDIS + "}",
                "9 | replicas: 30;tireless: {" + REDIS + ", maxReplicaCount: 9}",
                "2 | tireless: {" + REDIS + ", minReplicaCount: 2}",
                "1 | tireless: {" + REDIS + ", minReplicaCount: 2, idleReplicaCount: 1}",
                "1 | tireless: {drain: {targetSeconds: 9}}",
                "0 | dryRun: true;tireless: {" + REDIS + ", minReplicaCount: 2}",
            })
    void itBeginsWithTheCountThatIsWrittenElseWithTheFewest(int count, String attributes) {
        Resolution resolution = Resolves.apply(worker(attributes.strip()));
        assertThat(Resolves.only(resolution).replicas()).isEqualTo(count);
    }

    @Test
    void whatIsSwitchedOffDoesNotScale() {
        assertThat(workload("autoScaling: {enabled: false, minReplicas: 1, maxReplicas: 2}")
                        .scaling())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tireless: {drain: {targetSeconds: 9}, minReplicaCount: 5, maxReplicaCount: 3}",
                "autoScaling: {enabled: true, minReplicas: 5, maxReplicas: 3}",
                "autoScaling: {maxReplicas: 3};tireless: {minReplicaCount: 5}",
                "autoScaling: {minReplicas: 5};tireless: {maxReplicaCount: 3}",
            })
    void moreAtLeastThanAtMostIsSaidOnce(String attributes) {
        assertThat(Resolves.problems(Resolves.apply(worker(attributes))))
                .filteredOn(said -> said.contains(" more than "))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoScaling: {enabled: true, minReplicas: 0, maxReplicas: 2} | error never-wakes: with no replica there is nothing left to measure: it would never wake",
                "tireless: {drain: {targetSeconds: 9}, minReplicaCount: 0} | error never-wakes: with no replica there is nothing left to measure: it would never wake",
                "autoScaling: {enabled: true, minReplicas: 1, maxReplicas: 2};tireless: {minReplicaCount: 2} | error bad-value: `minReplicas` is 1, and `minReplicaCount` is 2",
                "autoScaling: {maxReplicas: 3};tireless: {minReplicaCount: 5} | error bad-value: the fewest replicas, 5, are more than the most, 3",
                "tireless: {drain: {targetSeconds: 9, backlog: nix}} | error bad-value: there is no trigger called `nix`, so nobody says how much waits",
                "tireless: {triggers: []} | warning no-trigger: `triggers` is empty, so none of them scales it; KEDA would refuse that",
                "tireless: {triggers: } | warning no-trigger: `triggers` is empty, so none of them scales it; KEDA would refuse that",
                "tireless: {drain: {targetSeconds: 9}, minReplicaCount: 5, maxReplicaCount: 3} | error bad-value: `minReplicaCount` 5 is more than `maxReplicaCount` 3",
                "tireless: {drain: {targetSeconds: 9}, minReplicaCount: 2, idleReplicaCount: 2} | error bad-value: `idleReplicaCount` 2 is not below `minReplicaCount` 2",
                "tireless: {drain: {targetSeconds: 9}, pollingInterval: -1} | error bad-value: `pollingInterval` can not be `-1`",
                "tireless: {drain: {targetSeconds: 9}, pollingInterval: 99999999999} | error bad-value: `pollingInterval` can not be `99999999999`",
                "tireless: {drain: {targetSeconds: 9}, cooldownPeriod: .nan} | error wrong-type: `cooldownPeriod` must be a whole number, not `.nan`",
                "tireless: {drain: {targetSeconds: 0}} | error bad-value: `targetSeconds` can not be `0`",
                "tireless: {drain: {targetSeconds: 9}, maxReplicaCount: 1.5} | error wrong-type: `maxReplicaCount` must be a whole number, not `1.5`",
                "tireless: {cooldownPeriod: 5} | warning no-trigger: nothing scales it, so what is said of scaling has no effect",
            })
    void whatCanNotBeUsedIsSaid(String attributes, String problem) {
        assertThat(Resolves.problems(Resolves.apply(worker(attributes.strip()))))
                .anySatisfy(said -> assertThat(said).endsWith(problem.strip()));
    }
}
