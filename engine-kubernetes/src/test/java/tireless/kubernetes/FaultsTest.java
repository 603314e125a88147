package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.kubernetes.apply.Kind;
import tireless.kubernetes.apply.Kinds;
import tireless.model.Happening;
import tireless.model.Leftovers;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** Whatever the cluster refuses is shown in its own words, with what to do; nothing is lost by it, and nothing else held up. */
@Tag("slow")
class FaultsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;
    private KubernetesClient admin;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder.resolve("memory"), PodManagement.ORDERED);
        admin = place.cluster().admin();
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Revision worker(int number, int replicas, RunSpec run) {
        return Workloads.revision(KEY, "uid-1", number, place.placed(Workloads.worker(replicas, run)));
    }

    private Revision worker(int replicas) {
        return worker(1, replicas, place.livesAfterWriting("hello"));
    }

    private void makeNamespace() {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(place.namespace())
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void aQuotaIsNamed() {
        makeNamespace();
        admin.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("few")
                        .withNamespace(place.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        // What its status shows is not heeded yet; one that is known to be heeded is only ever too strict.
        place.untilForbidden(Map.of(), "exceeded quota: few");
        admin.resourceQuotas()
                .inNamespace(place.namespace())
                .withName("few")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"hard\":{\"pods\":\"1\"}}}");
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(2));

            assertThat(watch.untilPending(KEY, "exceeded quota: few"))
                    .contains("ResourceQuota of the namespace raised");
            assertThat(watch.until(KEY, status -> status.ready() == 1).observed())
                    .hasSize(2);

            engine.scale(KEY, 1);
            watch.untilReady(KEY, 1);
        }
    }

    @Test
    void aMissingRightForOneKindHoldsUpNoOther() {
        String namespace = place.cluster().freshNamespace();
        Path kubeconfig = place.cluster().kubeconfigOf(namespace, "limited");
        String role = place.namespace();
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("", "apps", "policy", "autoscaling")
                        .withResources("*")
                        .withVerbs("*")
                        .endRule()
                        .build())
                .create();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject("", "ServiceAccount", "limited", namespace)
                        .build())
                .create();
        try (Engine engine = place.open(kubeconfig);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));

            watch.untilReady(KEY, 1);
            assertThat(watch.untilRemarked(KEY, "networkpolicies", "NetworkPolicy"))
                    .contains("cannot list resource \"networkpolicies\"")
                    .contains("give Tireless that right");
            engine.remove(KEY);
            watch.until(KEY, status -> status.observed().isEmpty());
        }
    }

    @Test
    void aPolicyOfTheClusterIsNamed() {
        makeNamespace();
        place.forbid("apps", "statefulsets", "object.spec.replicas < 2", "two are too many here");
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            // The API server heeds a policy some moments after it was made.
            engine.accept(worker(1));
            watch.untilReady(KEY, 1);
            for (int count = 2; !refused(engine, watch, count); count++) {
                engine.scale(KEY, count);
            }
            engine.scale(KEY, 1);
            watch.until(KEY, status -> status.rollout().isEmpty() && status.ready() == 1);
        }
    }

    private static boolean refused(Engine engine, EngineWatch watch, int count) {
        if (count == 2) {
            return false;
        }
        var status = watch.until(KEY, s -> s.rollout().contains("two are too many here") || s.ready() == s.replicas());
        return status.rollout().contains("two are too many here")
                && status.rollout().contains("change what the policy of the cluster objects to")
                && engine.status(KEY).isPresent();
    }

    @Test
    void aNamespaceThatGoesIsWaitedFor() {
        makeNamespace();
        var holder = admin.resource(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("holder")
                .withNamespace(place.namespace())
                .withFinalizers("example.com/holds")
                .endMetadata()
                .build());
        holder.create();
        admin.namespaces().withName(place.namespace()).delete();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));

            assertThat(watch.untilPending(KEY, "because it is being terminated"))
                    .contains("wait until the namespace is gone");

            holder.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
            watch.untilReady(KEY, 1);
        }
    }

    @Test
    void whatIsSomebodyElsesIsLeftAlone() {
        makeNamespace();
        var theirs = new StatefulSetBuilder()
                .withNewMetadata()
                .withName(KEY.name())
                .withNamespace(place.namespace())
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .endMetadata()
                .withNewSpec()
                .withReplicas(0)
                .withNewSelector()
                .addToMatchLabels("app", "theirs")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "theirs")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("theirs")
                .withImage("example.com/theirs:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        String version = admin.resource(theirs).create().getMetadata().getResourceVersion();
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            assertThat(watch.untilPending(KEY, "there is one of that name that is managed by Helm"))
                    .contains("rename the resource, or delete that object");
            engine.remove(KEY);
            watch.untilGone(KEY);
        }
        assertThat(admin.resource(theirs).get())
                .satisfies(left -> assertThat(left.getSpec().getReplicas()).isZero())
                .satisfies(left -> assertThat(left.getMetadata().getLabels())
                        .isEqualTo(Map.of("app.kubernetes.io/managed-by", "Helm")))
                .satisfies(left -> assertThat(left.getMetadata().getManagedFields())
                        .noneMatch(field -> field.getManager().equals("tireless")));
        assertThat(version).isNotEmpty();
    }

    @Test
    void anImageThatCanNotBePulledIsNamed() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, 1, ClusterPlace.of("registry.invalid/none:1")));
            assertThat(watch.untilPending(KEY, "registry.invalid/none:1")).contains("check the name of the image");
            engine.accept(worker(2, 1, place.livesAfterWriting("hello")));
            watch.untilReady(KEY, 1);
        }
    }

    @Test
    void whoIsNotKnownIsTold() throws IOException {
        Path kubeconfig = folder.resolve("expired");
        Files.writeString(
                kubeconfig,
                Files.readString(place.cluster().kubeconfig()).replaceFirst("token: [^}]*", "token: expired"));
        try (Engine engine = place.open(kubeconfig);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            assertThat(watch.untilPending(KEY, "401 Unauthorized")).contains("log in to it anew");
        }
    }

    @Test
    void noClusterHoldsUpNoCommand() throws IOException {
        Path kubeconfig = folder.resolve("nowhere");
        Files.writeString(
                kubeconfig,
                Files.readString(place.cluster().kubeconfig())
                        .replaceFirst("https://127.0.0.1:[0-9]+", "https://127.0.0.1:1"));
        try (Engine engine = place.open(kubeconfig);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(2));
            assertThat(watch.untilPending(KEY, "127.0.0.1:1 does not answer")).contains("not seen since");
            engine.scale(KEY, 1);
            assertThat(engine.status(KEY).orElseThrow().observed()).hasSize(1);
            assertThat(watch.happenings()).anyMatch(Happening.Scaled.class::isInstance);
        }
        // What could not be done is done by an engine that reaches it.
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of(Desired.of(worker(1))));
            watch.untilReady(KEY, 1);
        }
    }

    @Test
    void anApiServerThatIsAwayIsWaitedFor() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            var before = watch.untilReady(KEY, 1).observed();
            place.cluster().killApiServer();
            try {
                watch.untilRemarked(KEY, "not seen since", "does not answer");
                assertThat(engine.status(KEY).orElseThrow().observed()).isEqualTo(before);
                engine.scale(KEY, 2);
            } finally {
                place.cluster().startApiServer();
            }
            assertThat(watch.untilReady(KEY, 2).rollout()).isEmpty();
        }
    }

    @Test
    void whatIsLeftBehindIsNobodysAndNamed() {
        Revision left = worker(1);
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(left);
            watch.untilReady(KEY, 1);
            place.cluster().killApiServer();
            try {
                watch.untilRemarked(KEY, "does not answer");
                engine.remove(KEY);
                watch.untilRemarked(
                        KEY, "should it never answer again", "tireless delete worker pulse -w public --force");
                engine.disown(KEY, left.uid());
                watch.untilGone(KEY);
            } finally {
                place.cluster().startApiServer();
            }
            engine.accept(Workloads.revision(
                    KEY, "uid-2", 1, place.placed(Workloads.worker(1, place.livesAfterWriting("hello")))));
            assertThat(watch.untilPending(KEY, "there is one of that name of another Tireless server", "uid-1"))
                    .contains("delete that object");
            engine.remove(KEY);
            watch.untilGone(KEY);
        }
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.disown(KEY, left.uid());
            engine.adopt(List.of(), new Handover((_, _, _) -> Optional.of(left), List.of(), List.of()));

            watch.untilTold("what was left behind is still there", Leftovers.deletion(place.namespace(), left.uid()));
            assertThat(engine.statuses()).isEmpty();
        }
        assertThat(admin.apps()
                        .statefulSets()
                        .inNamespace(place.namespace())
                        .withLabel(Leftovers.LABEL, left.uid().value())
                        .delete())
                .hasSize(1);
    }

    @Test
    void whatIsLeftIsDeletedByTheKindsThatAreMade() {
        assertThat(Leftovers.KINDS)
                .containsExactlyInAnyOrderElementsOf(Kinds.WATCHED.stream()
                        .map(Kind::plural)
                        .filter(plural -> !plural.equals("persistentvolumeclaims"))
                        .toList());
    }
}
