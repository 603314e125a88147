package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the test bed behaves as the tests on it need. */
@Tag("slow")
class TestClusterTest {
    private final TestCluster cluster = TestCluster.shared();
    private final KubernetesClient admin = cluster.admin();
    private final String namespace = cluster.freshNamespace();

    private static Container container(String image, Map<String, String> variables) {
        ContainerBuilder container = new ContainerBuilder().withName("main").withImage(image);
        variables.forEach((name, value) ->
                container.addNewEnv().withName(name).withValue(value).endEnv());
        return container.build();
    }

    private static Container container() {
        return container("example.com/worker:1", Map.of());
    }

    private static PodBuilder pod(String name, Container container) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withContainers(container)
                .endSpec();
    }

    private Pod made(PodBuilder pod) {
        return admin.pods().inNamespace(namespace).resource(pod.build()).create();
    }

    private Pod until(String pod, Predicate<Pod> condition) {
        return admin.pods()
                .inNamespace(namespace)
                .withName(pod)
                .waitUntilCondition(now -> now != null && condition.test(now), 30, TimeUnit.SECONDS);
    }

    private static ContainerStatus status(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static boolean waits(Pod pod, String reason) {
        return !pod.getStatus().getContainerStatuses().isEmpty()
                && status(pod).getState().getWaiting() != null
                && status(pod).getState().getWaiting().getReason().equals(reason);
    }

    private static Deployment deployment(String name, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withContainers(container())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Test
    void aDeploymentHasItsPodsRun() {
        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(deployment("web", 3))
                .create();

        admin.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .waitUntilCondition(
                        web -> web != null
                                && Integer.valueOf(3).equals(web.getStatus().getReadyReplicas()),
                        30,
                        TimeUnit.SECONDS);
        assertThat(admin.pods().inNamespace(namespace).list().getItems())
                .hasSize(3)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Running"))
                .allMatch(pod -> pod.getSpec().getNodeName().matches("node-[12]"));
    }

    @Test
    void aStatefulSetHasItsPodsRunEachWithItsVolume() {
        admin.apps()
                .statefulSets()
                .inNamespace(namespace)
                .resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("db")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(2)
                        .withPodManagementPolicy("Parallel")
                        .withNewSelector()
                        .addToMatchLabels("app", "db")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "db")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("example.com/db:1")
                        .addNewVolumeMount()
                        .withName("data")
                        .withMountPath("/data")
                        .endVolumeMount()
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .addNewVolumeClaimTemplate()
                        .withNewMetadata()
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .endVolumeClaimTemplate()
                        .endSpec()
                        .build())
                .create();

        until("db-0", TestClusterTest::ready);
        until("db-1", TestClusterTest::ready);
        assertThat(admin.persistentVolumeClaims().inNamespace(namespace).list().getItems())
                .extracting(claim -> claim.getStatus().getPhase())
                .containsExactly("Bound", "Bound");
    }

    @Test
    void aDryRunIsAnsweredAndChangesNothing() {
        Deployment answer = admin.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(deployment("web", 1))
                .dryRun()
                .fieldManager("test")
                .serverSideApply();

        assertThat(answer.getSpec().getRevisionHistoryLimit()).isEqualTo(10);
        assertThat(admin.apps().deployments().inNamespace(namespace).list().getItems())
                .isEmpty();
    }

    @Test
    void aUserOfFewRightsIsRefusedTheRest() throws IOException {
        Path kubeconfig = cluster.kubeconfigOf(
                namespace,
                "reader",
                new PolicyRuleBuilder()
                        .withApiGroups("")
                        .withResources("pods")
                        .withVerbs("get", "list")
                        .build());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig)))
                .isEqualTo("rw-------");
        try (KubernetesClient reader = TestCluster.client(kubeconfig, "reader")) {
            assertThat(reader.pods().inNamespace(namespace).list().getItems()).isEmpty();
            assertThatThrownBy(
                            () -> reader.secrets().inNamespace(namespace).list().getItems())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            refused -> assertThat(refused.getCode()).isEqualTo(403))
                    .hasMessageContaining("cannot list resource \"secrets\"");
        }
    }

    @Test
    void aContainerPrintsAtEachStart() throws IOException {
        made(pod("talker", container("example.com/worker:1", Map.of(TestCluster.PRINTS, "hello"))));
        until("talker", TestClusterTest::ready);

        try (LogWatch logs =
                        admin.pods().inNamespace(namespace).withName("talker").watchLog();
                var lines = new BufferedReader(new InputStreamReader(logs.getOutput(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("hello");
            cluster.print(namespace, "talker", "and more");
            assertThat(lines.readLine()).isEqualTo("and more");
            cluster.exit(namespace, "talker", 1);
            assertThat(lines.readLine()).as("at the end of the container").isNull();
        }

        until("talker", pod -> status(pod).getRestartCount() == 1 && ready(pod));
        assertThat(admin.pods().inNamespace(namespace).withName("talker").getLog())
                .isEqualTo("hello\n");
        assertThat(admin.pods()
                        .inNamespace(namespace)
                        .withName("talker")
                        .terminated()
                        .getLog())
                .isEqualTo("hello\nand more\n");
    }

    @Test
    void aContainerThatHasNotStartedHasNoLogs() {
        made(pod("stuck", container("registry.invalid/none:1", Map.of())));
        until("stuck", pod -> waits(pod, "ImagePullBackOff"));

        assertThatThrownBy(() ->
                        admin.pods().inNamespace(namespace).withName("stuck").getLog())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("is waiting to start");
    }

    @Test
    void aContainerThatEndsIsStartedAgainAfterAPause() {
        made(pod("crasher", container("example.com/worker:1", Map.of("TESTBED_EXIT_CODE", "3", "TESTBED_EXITS", "2"))));

        Pod paused = until("crasher", pod -> waits(pod, "CrashLoopBackOff"));
        Pod after = until("crasher", pod -> ready(pod) && status(pod).getRestartCount() == 2);

        assertThat(ready(paused)).isFalse();
        assertThat(status(paused).getLastState().getTerminated().getExitCode()).isEqualTo(3);
        assertThat(status(after).getLastState().getTerminated().getExitCode()).isEqualTo(3);
        assertThat(status(after).getLastState().getTerminated().getReason()).isEqualTo("Error");
    }

    @Test
    void aPodThatIsToEndEnds() {
        PodBuilder unit = pod("unit", container("example.com/worker:1", Map.of("TESTBED_EXIT_CODE", "4")));
        made(unit.editSpec().withRestartPolicy("Never").endSpec());

        Pod over = until("unit", pod -> pod.getStatus().getPhase().equals("Failed"));

        assertThat(status(over).getState().getTerminated().getExitCode()).isEqualTo(4);
    }

    @Test
    void anImageThatIsNotThereIsWaitedFor() {
        made(pod("stuck", container("registry.invalid/none:1", Map.of())));

        Pod first = until("stuck", pod -> waits(pod, "ErrImagePull"));
        Pod then = until("stuck", pod -> waits(pod, "ImagePullBackOff"));

        assertThat(status(first).getState().getWaiting().getMessage())
                .contains("registry.invalid/none:1")
                .contains("no such host");
        assertThat(then.getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void aContainerWaitsForWhatItLacksUntilItIsThere() {
        PodBuilder lacking = pod("lacking", container());
        made(lacking.editMetadata()
                .addToAnnotations("kube-testbed/waiting", "CreateContainerConfigError")
                .addToAnnotations("kube-testbed/message", "secret \"key\" not found")
                .endMetadata());
        Pod waiting = until("lacking", pod -> waits(pod, "CreateContainerConfigError"));
        assertThat(status(waiting).getState().getWaiting().getMessage()).isEqualTo("secret \"key\" not found");

        cluster.unset(namespace, "lacking", "waiting");

        until("lacking", TestClusterTest::ready);
    }

    @Test
    void aPodIsReadyOnlyWhileItIsSaidToBe() {
        made(pod("busy", container()));
        until("busy", TestClusterTest::ready);

        cluster.set(namespace, "busy", "ready", "false");
        Pod busy = until("busy", pod -> !ready(pod));
        cluster.set(namespace, "busy", "ready", "true");

        assertThat(busy.getStatus().getPhase()).isEqualTo("Running");
        until("busy", TestClusterTest::ready);
    }

    @Test
    void thePodOfATaintedNodeNeedsItsTolerationAndWhatFitsNowhereWaits() {
        PodBuilder tolerating = pod("tolerating", container());
        made(tolerating
                .editSpec()
                .addToNodeSelector("pool", "gpu")
                .addNewToleration()
                .withKey("dedicated")
                .withOperator("Exists")
                .endToleration()
                .endSpec());
        PodBuilder refused = pod("refused", container());
        made(refused.editSpec().addToNodeSelector("pool", "gpu").endSpec());

        assertThat(until("tolerating", TestClusterTest::ready).getSpec().getNodeName())
                .isEqualTo("node-gpu");
        Pod waiting = until(
                "refused",
                pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> "Unschedulable".equals(condition.getReason())));
        assertThat(waiting.getStatus().getConditions().getFirst().getMessage())
                .contains("untolerated taint")
                .contains("didn't match Pod's node affinity/selector");
    }

    @Test
    void requestsAreCountedByWhoAsks() {
        try (KubernetesClient client = TestCluster.client(cluster.kubeconfig(), namespace)) {
            client.pods().inNamespace(namespace).list();
            client.configMaps().inNamespace(namespace).withName("none").get();
        }

        assertThat(cluster.requests())
                .filteredOn(request -> request.userAgent().equals(namespace))
                .containsExactly(
                        new AuditedRequest(namespace, "admin", "list", "pods", namespace, "", 200),
                        new AuditedRequest(namespace, "admin", "get", "configmaps", namespace, "none", 404));
        assertThat(cluster.requestsByUserAgent())
                .containsEntry(namespace, 2L)
                .allSatisfy((userAgent, count) -> assertThat(userAgent).doesNotContain("kube-scheduler", "kwok"));
    }

    @Test
    void theApiServerComesBackWithAllThatItHad() {
        made(pod("lasting", container()));
        String uid = until("lasting", TestClusterTest::ready).getMetadata().getUid();

        cluster.killApiServer();
        try (KubernetesClient impatient = TestCluster.impatientClient(cluster.kubeconfig())) {
            assertThatThrownBy(() -> impatient.pods().inNamespace(namespace).list())
                    .isInstanceOf(KubernetesClientException.class);
            cluster.startApiServer();

            assertThat(impatient.pods().inNamespace(namespace).list().getItems())
                    .extracting(pod -> pod.getMetadata().getUid())
                    .containsExactly(uid);

            cluster.pauseApiServer();
            assertThatThrownBy(() -> impatient.pods().inNamespace(namespace).list())
                    .isInstanceOf(KubernetesClientException.class);
            cluster.resumeApiServer();
            impatient.pods().inNamespace(namespace).list();
        }
        made(pod("later", container()));
        until("later", TestClusterTest::ready);
    }

    @Test
    void aClusterOfOnesOwnHasNothingInCommonWithTheOthers() {
        made(pod("here", container()));

        try (TestCluster other = TestCluster.own()) {
            String elsewhere = other.freshNamespace();
            other.admin()
                    .pods()
                    .inNamespace(elsewhere)
                    .resource(pod("there", container()).build())
                    .create();

            assertThat(other.admin().pods().inAnyNamespace().list().getItems())
                    .extracting(pod -> pod.getMetadata().getName())
                    .isEqualTo(List.of("there"));
        }
    }

    @Test
    void aTestBedEndsWithItsProcessAndLeavesNothing(@TempDir Path temporary) throws Exception {
        Path folder = temporary.resolve("bed");
        Process parent = new ProcessBuilder("sleep", "600").start();
        TestCluster.run("up", folder.toString(), "--with", Long.toString(parent.pid()));
        List<ProcessHandle> parts = new ArrayList<>();
        for (String part :
                List.of("etcd", "api-server", "controller-manager", "scheduler", "kwok", "output", "watcher")) {
            String pid = Files.readString(folder.resolve("pids").resolve(part)).split(" ", 2)[0];
            parts.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
        }

        parent.destroy();

        for (ProcessHandle part : parts) {
            part.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(folder).doesNotExist();
    }
}
