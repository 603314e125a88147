package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.kubernetes.objects.Wants;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.Workload;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** The count of replicas gets another owner, and stays what it is meanwhile. */
@Tag("slow")
class HandOverTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Workload fixed(int replicas) {
        return place.placed(Workloads.worker(replicas, place.livesAfterWriting("hello")));
    }

    private Revision revision(int number, Workload workload) {
        return Workloads.revision(KEY, "uid-1", number, workload);
    }

    /** Scaled by use of its processor. */
    private Revision byUse(int number) {
        return revision(
                number,
                fixed(3).withSizing(Wants.plain()
                        .scaled(Wants.byUse())
                        .wanted()
                        .workload()
                        .sizing()));
    }

    private Resource<StatefulSet> statefulSet() {
        return place.cluster()
                .admin()
                .apps()
                .statefulSets()
                .inNamespace(place.namespace())
                .withName(KEY.name());
    }

    @Test
    void fromTheManifestToAnAutoscaler() {
        List<Integer> counts = new CopyOnWriteArrayList<>();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(revision(1, fixed(3)));
            watch.untilReady(KEY, 3);
            try (Watch _ = statefulSet().watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, StatefulSet set) {
                    counts.add(set.getSpec().getReplicas());
                }

                @Override
                public void onClose(WatcherException cause) {}
            })) {
                engine.accept(byUse(2));
                watch.until(
                        KEY, status -> status.ready() == 3 && status.rollout().isEmpty() && ofRevision(status, 2));
                assertThat(counts).isNotEmpty().containsOnly(3);
            }
        }
    }

    @Test
    void whatAnAutoscalerSetIsLeftToIt() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(revision(1, fixed(3)));
            watch.untilReady(KEY, 3);
            engine.accept(byUse(2));
            watch.until(KEY, status -> status.rollout().isEmpty() && ofRevision(status, 2));

            // As an autoscaler does.
            statefulSet().scale(4);
            watch.untilReady(KEY, 4);
            statefulSet().waitUntilCondition(set -> set != null && !isOurs(set), 30, TimeUnit.SECONDS);
            engine.restart(KEY);
            watch.until(
                    KEY,
                    status ->
                            status.ready() == 4 && status.observed().getFirst().attempt() == 3);
            assertThat(statefulSet().get().getSpec().getReplicas()).isEqualTo(4);
        }
    }

    /** Scaled by KEDA, which is not there. */
    @Test
    void whereNobodyTakesItOverItStays() {
        Revision byQueue = revision(
                2,
                fixed(3).withSizing(Wants.plain()
                        .scaled(Wants.byQueue())
                        .wanted()
                        .workload()
                        .sizing()));
        try (BrokenWire wire = new BrokenWire(place.cluster().kubeconfig());
                Engine engine = place.open(wire.kubeconfig(folder.resolve("wire.kubeconfig")));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(revision(1, fixed(3)));
            watch.untilReady(KEY, 3);
            engine.accept(byQueue);
            watch.until(KEY, status -> status.ready() == 3 && ofRevision(status, 2));
            assertThat(watch.untilRemarked(KEY, "KEDA is not installed in this cluster"))
                    .contains("install KEDA there");

            for (int times = 2; times < 5; times++) {
                engine.retry(KEY);
                wire.untilAsked(request -> request.path().contains("keda.sh"), times);
            }
            engine.pause(KEY);
            watch.until(KEY, status -> status.observed().isEmpty());
            engine.resume(KEY);
            watch.untilReady(KEY, 1);
            assertThat(watch.happenings())
                    .filteredOn(
                            happening -> happening instanceof Happening.Warned(String what) && what.contains("KEDA"))
                    .hasSize(1);
            engine.remove(KEY);
            watch.untilGone(KEY);
        }
    }

    @Test
    void whoWasPausedGoesOnWithTheLeast() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(byUse(1));
            watch.untilReady(KEY, 2);
            engine.pause(KEY);
            watch.until(KEY, status -> status.observed().isEmpty());
            engine.resume(KEY);
            watch.untilReady(KEY, 2);
        }
    }

    private static boolean ofRevision(ResourceStatus status, int number) {
        return status.observed().stream().allMatch(replica -> replica.revision() == number);
    }

    /** Whether we have the field. */
    private static boolean isOurs(StatefulSet set) {
        return set.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getManager().equals("tireless"))
                .map(entry -> entry.getFieldsV1().getAdditionalProperties().get("f:spec"))
                .anyMatch(spec -> String.valueOf(spec).contains("f:replicas"));
    }
}
