package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.api.ReplicaView;
import tireless.trigger.rig.ValueServer;

/** Some of KEDA's own tests of its behaviour with the real launcher, by the same ScaledObjects; all of them, in a time of their own, are in {@code KedaBehaviourTest}. */
@Tag("slow")
class KedaTest extends AcceptanceTest {
    private final ValueServer metrics = new ValueServer();

    @BeforeEach
    void startServer() {
        sandbox.succeeds("server", "start");
    }

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
        metrics.close();
    }

    private void apply(int replicas, String spec) {
        String manifest = """
                name: scaled
                version: v1beta
                type: worker
                worker:
                  stack: process
                  replicas: %d
                  stackSpec: {command: /bin/sleep, arguments: ["1000"]}
                  tireless:
                    terminationGracePeriodSeconds: 5
                """.formatted(replicas) + spec.indent(4);
        sandbox.succeeds(
                "apply", "--yes", "-f", sandbox.file("scaled.yaml", manifest).toString());
    }

    private String triggers(int target) {
        return """
                scaleTargetRef: {name: scaled}
                triggers:
                - type: metrics-api
                  metadata:
                    targetValue: "%d"
                    url: "%s"
                    valueLocation: 'value'
                    method: "query"
                """.formatted(target, metrics.url());
    }

    private void becomes(int replicas) {
        Waiting.until(sandbox.home(), () -> sandbox.replicas("scaled").size() == replicas);
    }

    private void explains(String text) {
        Waiting.until(
                sandbox.home(), () -> sandbox.call("explain", "scaled").out().contains(text));
    }

    /** By ordinal. */
    private List<Long> pids() {
        return sandbox.replicas("scaled").stream()
                .sorted(Comparator.comparing(ReplicaView::name))
                .map(replica -> replica.run().pid().orElse(0))
                .toList();
    }

    /** KEDA's {@code polling_cooldown_so} and {@code fallback}, a look each second. */
    @Test
    void itFollowsTheValueAndFallsBackWhileTheServerIsAway() {
        apply(0, """
                minReplicaCount: 0
                maxReplicaCount: 5
                fallback:
                  failureThreshold: 3
                  replicas: 3
                advanced:
                  horizontalPodAutoscalerConfig:
                    behavior:
                      scaleDown:
                        stabilizationWindowSeconds: 1
                cooldownPeriod: 1
                pollingInterval: 1
                """ + triggers(5));
        assertThat(sandbox.replicas("scaled")).isEmpty();
        metrics.tell(50);
        becomes(5);
        metrics.stop();
        becomes(3);
        explains("fallback static 3");
        metrics.start();
        becomes(5);
        metrics.tell(0);
        becomes(0);
    }

    private String idle(String annotation) {
        return """
                annotations: {%s}
                pollingInterval: 1
                idleReplicaCount: 0
                minReplicaCount: 2
                maxReplicaCount: 5
                cooldownPeriod: 0
                advanced:
                  restoreToOriginalReplicaCount: true
                """.formatted(annotation) + triggers(1);
    }

    /** KEDA's {@code force_activation}, {@code pause_scaledobject}, {@code pause_scale_in_restore} and {@code restore_original}. */
    @Test
    void annotationsHoldTheCountAndWhatIsNoLongerScaledHasThatOfItsManifest() {
        apply(3, idle(""));
        becomes(0);
        apply(3, idle("autoscaling.keda.sh/force-activation: \"true\""));
        becomes(2);
        List<Long> pids = pids();
        apply(3, idle("autoscaling.keda.sh/paused-replicas: \"6\""));
        becomes(6);
        apply(3, idle("autoscaling.keda.sh/paused-scale-in: \"true\""));
        becomes(5);
        explains("5 instead of 0 by `paused-scale-in`");
        assertThat(pids()).hasSize(5).startsWith(pids.toArray(Long[]::new));
        apply(3, idle(""));
        becomes(0);
        apply(3, "");
        becomes(3);
    }
}
