package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.kubernetes.objects.Labels;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** How often the cluster is asked for something, and what becomes of what others change there. */
@Tag("slow")
class RequestsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final Set<String> LOOKS = Set.of("list", "watch");

    @TempDir
    Path folder;

    private ClusterPlace place;

    @AfterEach
    void end() {
        place.close();
    }

    private Revision worker(int number, int replicas, String line) {
        return Workloads.revision(
                KEY, "uid-1", number, place.placed(Workloads.worker(replicas, place.livesAfterWriting(line))));
    }

    /** How often what was asked of the cluster by an engine, but for the looks that begin it. */
    private Map<String, Long> requests(int from) {
        List<AuditedRequest> all = place.cluster().requests();
        return all.subList(from, all.size()).stream()
                .filter(request -> request.userAgent().equals("tireless") && !LOOKS.contains(request.verb()))
                .collect(Collectors.groupingBy(
                        request -> request.verb() + " " + request.resource(), TreeMap::new, Collectors.counting()));
    }

    private int sofar() {
        return place.cluster().requests().size();
    }

    private Resource<StatefulSet> statefulSet() {
        return place.cluster()
                .admin()
                .apps()
                .statefulSets()
                .inNamespace(place.namespace())
                .withName("pulse");
    }

    @Test
    void areAsFewAsPossibleAndNoneWhereNothingIsToBeDone() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        int begun = sofar();
        Revision third = worker(3, 2, "other");
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 2, "hello"));
            watch.untilReady(KEY, 2);
            assertThat(requests(begun))
                    .isEqualTo(Map.of(
                            "get namespaces", 1L,
                            "patch namespaces", 1L,
                            "get networkpolicies", 1L,
                            "patch networkpolicies", 2L,
                            "get poddisruptionbudgets", 1L,
                            "patch poddisruptionbudgets", 1L,
                            "get statefulsets", 1L,
                            "patch statefulsets", 1L));

            int ready = sofar();
            engine.scale(KEY, 3);
            watch.untilReady(KEY, 3);
            engine.accept(worker(2, 2, "hello"));
            watch.until(KEY, status -> status.observed().stream().allMatch(replica -> replica.revision() == 2));
            engine.accept(third);
            watch.until(
                    KEY,
                    status -> status.ready() == 3
                            && status.rollout().isEmpty()
                            && status.observed().stream().allMatch(replica -> replica.revision() == 3));
            assertThat(requests(ready)).isEqualTo(Map.of("patch statefulsets", 3L));
        }
        int steady = sofar();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of(new Desired(third, Power.ON, OptionalInt.of(3))));
            watch.untilReady(KEY, 3);
            assertThat(requests(steady)).isEmpty();

            int before = sofar();
            engine.remove(KEY);
            watch.untilGone(KEY);
            assertThat(requests(before))
                    .isEqualTo(Map.of(
                            "delete networkpolicies", 1L,
                            "delete poddisruptionbudgets", 1L,
                            "delete statefulsets", 1L));
        }
    }

    @Test
    void whatWasChangedByHandIsPutBack() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        KubernetesClient admin = place.cluster().admin();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, "hello"));
            watch.untilReady(KEY, 1);

            statefulSet().scale(3);
            watch.untilAll(_ -> watch.happenings().stream()
                    .anyMatch(happening -> happening instanceof Happening.Warned(String what)
                            && what.contains("StatefulSet")
                            && what.contains("was put back")));
            watch.untilReady(KEY, 1);

            var policies = admin.network().v1().networkPolicies().inNamespace(place.namespace());
            String uid = policies.list().getItems().getFirst().getMetadata().getUid();
            policies.delete();
            policies.waitUntilCondition(
                    policy -> policy != null && !policy.getMetadata().getUid().equals(uid), 30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsChangedByHandAgainIsLeftUntilSomebodyApplies() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, "hello"));
            watch.untilReady(KEY, 1);
            statefulSet().scale(3);
            watch.untilAll(_ -> watch.happenings().stream()
                    .anyMatch(happening ->
                            happening instanceof Happening.Warned(String what) && what.contains("was put back")));

            statefulSet().scale(2);
            watch.untilRemarked(KEY, "conflict", "at once by `apply`");

            engine.accept(worker(2, 1, "other"));
            statefulSet().waitUntilCondition(there -> there.getSpec().getReplicas() == 1, 30, TimeUnit.SECONDS);
            watch.until(
                    KEY,
                    status -> status.rollout().isEmpty()
                            && status.ready() == 1
                            && status.observed().getFirst().revision() == 2);
        }
    }

    @Test
    void aLabelThatIsTakenAwayByHandComesBackAndNothingIsLeftAtTheEnd() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, "hello"));
            watch.untilReady(KEY, 1);

            statefulSet()
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"labels\":{\"%s\":null}}}".formatted(Labels.MANAGED_BY));
            statefulSet()
                    .waitUntilCondition(
                            there -> there.getMetadata().getLabels().containsKey(Labels.MANAGED_BY),
                            30,
                            TimeUnit.SECONDS);

            engine.remove(KEY);
            watch.untilGone(KEY);
            assertThat(statefulSet().get()).isNull();
        }
    }

    @Test
    void whatAnotherManagerAppliesIsNamedAndLeft() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, "hello"));
            watch.untilReady(KEY, 1);

            statefulSet()
                    .patch(
                            new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .withFieldManager("gitops")
                                    .withForce(true)
                                    .build(),
                            new StatefulSetBuilder()
                                    .withNewMetadata()
                                    .withName("pulse")
                                    .endMetadata()
                                    .withNewSpec()
                                    .withReplicas(2)
                                    .endSpec()
                                    .build());

            assertThat(watch.untilRemarked(KEY, "conflict with \"gitops\"", ".spec.replicas"))
                    .contains("let that manager give the field up");
            assertThat(statefulSet().get().getSpec().getReplicas()).isEqualTo(2);
        }
    }

    @Test
    void whereItIsOnlyObservedNothingIsWritten() {
        place = new ClusterPlace(folder, PodManagement.ORDERED, true);
        int begun = sofar();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, "hello"));
            watch.untilRemarked(KEY, "observeOnly", "StatefulSet " + place.namespace() + "/pulse");
            assertThat(requests(begun)).isEmpty();
            assertThat(engine.statuses())
                    .flatExtracting(ResourceStatus::observed)
                    .extracting(ReplicaStatus::phase)
                    .containsExactly(new Phase.Pending("its pod is not there yet"));
        }
    }
}
