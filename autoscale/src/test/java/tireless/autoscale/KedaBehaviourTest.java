package tireless.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tireless.trigger.rig.ValueServer;

/**
 * What KEDA's own tests of its behaviour ({@code tests/internals}) expect, one class for each of them, by its name there. The {@code spec} of the ScaledObject
 * is theirs, as is how long a count must stay or may take. Two things differ: {@code kubernetes-workload} counts pods, so its number comes from a second server
 * of {@code metrics-api}; and {@code pollingInterval: 0}, which is refused here, is 1.
 *
 * <p>Those of ScaledJob ({@code scaling_strategies}, {@code min_replica_sj}, {@code history_limit_sj}, {@code pause_scaledjob}, {@code scaled_job_…}) have no counterpart: a worker runs for
 * ever. Those of Kubernetes itself ({@code custom_hpa_name}, {@code replicaset_scale}, {@code subresource_scale}, {@code status_update}, {@code events}, {@code cloudevent_source}) neither.
 */
class KedaBehaviourTest {
    private final ValueServer metrics = new ValueServer();
    private final ValueServer monitored = new ValueServer();
    private KedaScene scene = new KedaScene(0);

    @AfterEach
    void close() {
        scene.close();
        metrics.close();
        monitored.close();
    }

    private void deployment(int replicas) {
        scene.close();
        scene = new KedaScene(replicas);
    }

    /** A ScaledObject on the number of {@code metrics}. */
    private String onMetrics(String spec, int target) {
        return "scaleTargetRef: {name: w}\n" + spec + triggers() + metricsApi(target);
    }

    private static String triggers() {
        return "triggers:\n";
    }

    private String metricsApi(int target) {
        return """
                - type: metrics-api
                  metadata:
                    targetValue: "%d"
                    url: "%s"
                    valueLocation: 'value'
                    method: "query"
                  authenticationRef:
                    name: keda-ta
                """.formatted(target, metrics.url());
    }

    /** In place of {@code kubernetes-workload}. */
    private String workload(String more) {
        return """
                - type: metrics-api
                %s
                  metadata:
                    url: "%s"
                    valueLocation: 'value'
                    targetValue: '1'
                """.formatted(more, monitored.url());
    }

    private static String stabilization(int seconds) {
        return """
                advanced:
                  horizontalPodAutoscalerConfig:
                    behavior:
                      scaleDown:
                        stabilizationWindowSeconds: %d
                """.formatted(seconds);
    }

    private String onWorkload(String spec) {
        return "scaleTargetRef: {name: w}\n" + spec + triggers() + workload("");
    }

    @Nested
    @DisplayName("polling_cooldown_so")
    class PollingCooldown {
        private String spec(int polling, int cooldown) {
            return onMetrics("""
                    pollingInterval: %d
                    cooldownPeriod: %d
                    minReplicaCount: 0
                    maxReplicaCount: 5
                    """.formatted(polling, cooldown), 1);
        }

        @Test
        void anotherValueIsSeenByTheNextLook() throws InterruptedException {
            scene.apply(spec(1, 0));
            scene.becomesWithin(180, 0);
            scene.apply(spec(65, 0));
            metrics.tell(1);
            scene.staysFor(60, 0);
            scene.becomesWithin(180, 1);
        }

        @Test
        void alsoDownwards() throws InterruptedException {
            metrics.tell(1);
            scene.apply(spec(1, 0));
            scene.becomesWithin(180, 1);
            scene.apply(spec(65, 0));
            metrics.tell(0);
            scene.staysFor(60, 1);
            scene.becomesWithin(180, 0);
        }

        @Test
        void theLastGoesWhenTheCooldownIsOver() throws InterruptedException {
            metrics.tell(1);
            scene.apply(spec(1, 65));
            scene.becomesWithin(180, 1);
            metrics.tell(0);
            scene.staysFor(60, 1);
            scene.becomesWithin(180, 0);
        }

        @Test
        void toLookAllTheTimeIsRefused() {
            assertThat(scene.problems(spec(0, 0))).containsExactly("2 bad-value: `pollingInterval` can not be `0`");
        }
    }

    @Nested
    @DisplayName("idle_replicas")
    class IdleReplicas {
        @Test
        void thereAreTheIdleUntilThereIsWorkAndThenTheFewestAtLeast() throws InterruptedException {
            scene.apply(onWorkload("""
                    pollingInterval: 5
                    idleReplicaCount: 0
                    minReplicaCount: 2
                    maxReplicaCount: 4
                    cooldownPeriod: 10
                    """));
            scene.becomesWithin(60, 0);
            monitored.tell(2);
            scene.becomesWithin(60, 2);
            monitored.tell(4);
            scene.becomesWithin(180, 4);
            monitored.tell(0);
            scene.becomesWithin(60, 0);
        }
    }

    @Nested
    @DisplayName("fallback")
    class FallbackReplicas {
        @Test
        void aServerThatIsAwayIsReplacedByTheFallbackUntilItIsBack() throws InterruptedException {
            metrics.tell(50);
            scene.apply(onMetrics("""
                    minReplicaCount: 0
                    maxReplicaCount: 5
                    fallback:
                      failureThreshold: 3
                      replicas: 3
                    cooldownPeriod: 1
                    pollingInterval: 5
                    """ + stabilization(1), 5));
            scene.becomesWithin(180, 5);
            metrics.stop();
            scene.becomesWithin(180, 3);
            scene.staysFor(180, 3);
            metrics.start();
            scene.becomesWithin(180, 5);
        }

        @Test
        void thatOfASingleTriggerIsRefused() {
            assertThat(scene.problems(onMetrics("""
                    fallback: {behavior: triggerScoped, failureThreshold: 3, replicas: 4}
                    """, 5)))
                    .containsExactly("2 bad-value: `behavior` can not be `triggerScoped`");
        }
    }

    @Nested
    @DisplayName("pause_scale_in, pause_scale_in_restore")
    class PauseScaleIn {
        private String spec(String annotations) {
            return onWorkload("""
                    annotations: {%s}
                    pollingInterval: 5
                    minReplicaCount: 0
                    maxReplicaCount: 3
                    cooldownPeriod: 0
                    """.formatted(annotations));
        }

        @Test
        void nothingIsScaledInUntilTheAnnotationGoes() throws InterruptedException {
            deployment(2);
            scene.apply(spec("autoscaling.keda.sh/paused-scale-in: \"true\", test-annotation: preserve-this"));
            scene.staysFor(60, 2);
            scene.apply(spec("test-annotation: preserve-this"));
            scene.becomesWithin(60, 0);
        }

        @Test
        void butOut() throws InterruptedException {
            deployment(2);
            scene.apply(spec("autoscaling.keda.sh/paused-scale-in: \"true\""));
            monitored.tell(3);
            scene.becomesWithin(60, 3);
        }
    }

    @Nested
    @DisplayName("pause_scale_out")
    class PauseScaleOut {
        @Test
        void nothingIsScaledOut() throws InterruptedException {
            monitored.tell(5);
            scene.apply(onWorkload("""
                    annotations:
                      autoscaling.keda.sh/paused-scale-out: "true"
                    pollingInterval: 5
                    minReplicaCount: 0
                    maxReplicaCount: 5
                    cooldownPeriod: 0
                    """));
            scene.staysFor(60, 0);
        }
    }

    @Nested
    @DisplayName("pause_scaledobject, pause_scaling, pause_scaledobject_explicitly")
    class PauseScaledObject {
        private String spec(String annotations) {
            return onWorkload("""
                    annotations: {%s}
                    pollingInterval: 5
                    minReplicaCount: 0
                    maxReplicaCount: 1
                    cooldownPeriod: 5
                    """.formatted(annotations));
        }

        @Test
        void itIsHeldAtTheCountThatIsWritten() throws InterruptedException {
            scene.apply(spec("autoscaling.keda.sh/paused-replicas: \"0\""));
            monitored.tell(2);
            scene.staysFor(60, 0);
            scene.apply(spec(""));
            scene.becomesWithin(60, 1);
            scene.apply(spec("autoscaling.keda.sh/paused-replicas: \"5\""));
            monitored.tell(0);
            scene.becomesWithin(60, 5);
            scene.staysFor(60, 5);
            scene.apply(spec(""));
            scene.becomesWithin(60, 0);
        }

        @Test
        void orAtTheCountThatItHasAndNobodyIsAskedMeanwhile() throws InterruptedException {
            monitored.tell(2);
            scene.apply(spec(""));
            scene.becomesWithin(60, 1);
            scene.apply(spec("autoscaling.keda.sh/paused: \"true\""));
            monitored.tell(0);
            int asked = monitored.asked();
            scene.staysFor(60, 1);
            assertThat(monitored.asked()).isEqualTo(asked);
            scene.apply(spec("autoscaling.keda.sh/paused: \"false\""));
            scene.becomesWithin(60, 0);
        }
    }

    @Nested
    @DisplayName("pause_scaledobject, of one that can not be read")
    class PauseWhileFailing {
        private String spec(String annotations) {
            return onWorkload("""
                    annotations: {%s}
                    pollingInterval: 5
                    minReplicaCount: 1
                    maxReplicaCount: 3
                    """.formatted(annotations));
        }

        @Test
        void nobodyIsAskedSoNothingFails() throws InterruptedException {
            scene.apply(spec(""));
            monitored.stop();
            scene.passSeconds(60);
            assertThat(scene.state().failing()).hasSize(1);
            int told = scene.told().size();
            scene.apply(spec("autoscaling.keda.sh/paused: \"true\""));
            scene.passSeconds(60);
            assertThat(scene.state().triggers()).isEmpty();
            assertThat(scene.told()).hasSize(told);
            monitored.start();
        }
    }

    @Nested
    @DisplayName("force_activation")
    class ForceActivation {
        private String spec(String annotations) {
            return onWorkload("""
                    annotations: {%s}
                    pollingInterval: 5
                    idleReplicaCount: 0
                    minReplicaCount: 2
                    maxReplicaCount: 5
                    cooldownPeriod: 0
                    """.formatted(annotations));
        }

        @Test
        void itIsActiveAsLongAsTheAnnotationIsThere() throws InterruptedException {
            deployment(2);
            scene.apply(spec(""));
            scene.becomesWithin(60, 0);
            scene.apply(spec("autoscaling.keda.sh/force-activation: \"true\""));
            scene.becomesWithin(60, 2);
            scene.staysFor(60, 2);
            scene.apply(spec(""));
            scene.becomesWithin(60, 0);
        }
    }

    @Nested
    @DisplayName("restore_original")
    class RestoreOriginal {
        @Test
        void whatIsNoLongerScaledHasTheCountOfItsManifest() throws InterruptedException {
            deployment(2);
            monitored.tell(8);
            scene.deleteScaledObject();
            assertThat(scene.replicas()).isEqualTo(2);
            scene.apply(onWorkload("""
                    advanced:
                      restoreToOriginalReplicaCount: true
                    pollingInterval: 5
                    idleReplicaCount: 0
                    minReplicaCount: 2
                    maxReplicaCount: 4
                    cooldownPeriod: 10
                    """));
            scene.becomesWithin(60, 4);
            scene.deleteScaledObject();
            scene.staysFor(60, 2);
        }
    }

    @Nested
    @DisplayName("value_metric_type")
    class ValueMetricType {
        private String spec(String metricType) {
            return """
                    advanced:
                      restoreToOriginalReplicaCount: true
                      horizontalPodAutoscalerConfig:
                        behavior:
                          scaleDown:
                            stabilizationWindowSeconds: 5
                    scaleTargetRef:
                      name: w
                    pollingInterval: 5
                    idleReplicaCount: 0
                    minReplicaCount: 0
                    maxReplicaCount: 10
                    cooldownPeriod: 10
                    triggers:
                    - type: metrics-api
                      metricType: %s
                      metadata: {url: "%s", valueLocation: value, targetValue: '2'}
                    """.formatted(metricType, monitored.url());
        }

        @Test
        void theAverageIsOfAllReplicasAndTheValueOfTheRatio() throws InterruptedException {
            deployment(8);
            monitored.tell(8);
            scene.apply(spec("AverageValue"));
            scene.becomesWithin(60, 4);
            scene.deleteScaledObject();
            scene.becomesWithin(60, 8);
            scene.apply(spec("Value"));
            scene.becomesWithin(60, 10);
        }
    }

    @Nested
    @DisplayName("cache_metrics")
    class CacheMetrics {
        private String spec(boolean cached) {
            return stabilization(1) + """
                    scaleTargetRef:
                      name: w
                    pollingInterval: 1000
                    minReplicaCount: 0
                    maxReplicaCount: 10
                    cooldownPeriod: 0
                    triggers:
                    - type: metrics-api
                      useCachedMetrics: %s
                      metadata: {url: "%s", valueLocation: value, targetValue: '2'}
                    """.formatted(cached, monitored.url());
        }

        @Test
        void betweenTwoLooksTheLastValueHolds() throws InterruptedException {
            deployment(1);
            monitored.tell(8);
            scene.apply(spec(true));
            scene.becomesWithin(60, 4);
            monitored.tell(4);
            scene.staysFor(60, 4);
            scene.becomesWithin(1000, 2);
        }

        /** In KEDA the HPA asks too, each 15 s, whatever {@code pollingInterval} says; here nobody does but the looks. */
        @Test
        void alsoWithoutTheCacheAsNothingElseAsks() throws InterruptedException {
            deployment(1);
            monitored.tell(8);
            scene.apply(spec(false));
            scene.becomesWithin(60, 4);
            int asked = monitored.asked();
            monitored.tell(4);
            scene.staysFor(120, 4);
            assertThat(monitored.asked()).isEqualTo(asked);
            scene.becomesWithin(1000, 2);
        }
    }

    @Nested
    @DisplayName("replica_update_so")
    class ReplicaUpdate {
        private String spec(int least, int most) {
            return onMetrics(stabilization(0) + """
                    pollingInterval: 10
                    minReplicaCount: %d
                    maxReplicaCount: %d
                    cooldownPeriod: 1
                    """.formatted(least, most), 2);
        }

        @Test
        void otherBoundsHoldAtOnce() throws InterruptedException {
            metrics.tell(100);
            scene.apply(spec(0, 5));
            scene.becomesWithin(180, 5);
            scene.apply(spec(0, 15));
            scene.becomesWithin(180, 15);
            scene.apply(spec(0, 5));
            scene.becomesWithin(180, 5);
            metrics.tell(0);
            scene.becomesWithin(180, 0);
            scene.apply(spec(5, 5));
            scene.becomesWithin(180, 5);
            scene.apply(spec(0, 5));
            scene.becomesWithin(180, 0);
        }
    }

    @Nested
    @DisplayName("initial_delay_cooldownperiod")
    class InitialCooldown {
        @Test
        void whatWasNeverActiveWaitsForTheInitialCooldown() throws InterruptedException {
            deployment(1);
            scene.apply(onWorkload("""
                    cooldownPeriod: 5
                    minReplicaCount: 0
                    initialCooldownPeriod: 120
                    """ + stabilization(15)));
            assertThat(scene.replicas()).isEqualTo(1);
            scene.staysFor(90, 1);
            scene.becomesWithin(120, 0);
        }
    }

    @Nested
    @DisplayName("trigger_update_so")
    class TriggerUpdate {
        private String spec(String more) {
            return onMetrics(stabilization(10) + """
                    pollingInterval: 10
                    minReplicaCount: 0
                    maxReplicaCount: 5
                    cooldownPeriod: 1
                    """, 2) + more;
        }

        @Test
        void theValueIsFollowed() throws InterruptedException {
            metrics.tell(1);
            scene.apply(spec(""));
            scene.becomesWithin(180, 1);
            metrics.tell(10);
            scene.becomesWithin(180, 5);
            metrics.tell(0);
            scene.becomesWithin(180, 0);
        }

        @Test
        void aTriggerThatIsAddedRaisesAndOneThatIsRemovedIsForgotten() throws InterruptedException {
            metrics.tell(1);
            scene.apply(spec(""));
            scene.becomesWithin(180, 1);
            scene.apply(spec(workload("")));
            monitored.tell(5);
            scene.becomesWithin(180, 5);
            metrics.tell(5);
            scene.staysFor(60, 5);
            scene.apply(spec(""));
            scene.becomesWithin(180, 3);
        }

        @Test
        void thereMayBeThreeWithTheProcessorAmongThem() throws InterruptedException {
            scene.apply(spec(workload("") + """
                    - type: cpu
                      metricType: Utilization
                      metadata:
                        value: "50"
                    """));
            metrics.tell(10);
            scene.becomesWithin(180, 5);
        }
    }

    @Nested
    @DisplayName("scaling_modifiers")
    class ScalingModifiers {
        @Test
        void aFormulaOfSeveralTriggersIsRefusedAtItsLine() {
            assertThat(scene.problems(onMetrics("""
                    advanced:
                      scalingModifiers:
                        formula: metrics_api + kw_trig
                        target: '2'
                        activationTarget: '2'
                    """, 2)))
                    .containsExactly(
                            "3 bad-value: `scalingModifiers` are not understood: the largest demand of all triggers wins");
        }
    }
}
