package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.kubernetes.objects.Wants;
import tireless.model.ResourceKey;
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
                fixed(3).withSizing(Wants.plain().scaled(Wants.byUse()).wanted().workload().sizing()));
    }

    private io.fabric8.kubernetes.client.dsl.Resource<StatefulSet> statefulSet() {
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
                        KEY,
                        status -> status.ready() == 3
                                && status.rollout().isEmpty()
                                && status.observed().stream().allMatch(replica -> replica.revision() == 2));
                assertThat(counts).isNotEmpty().containsOnly(3);
                System.out.println(statefulSet().get().getMetadata().getManagedFields().stream().map(f -> f.getManager() + " " + f.getOperation() + " " + f.getFieldsV1().toString().contains("f:replicas")).toList());
            }
        }
    }
}
