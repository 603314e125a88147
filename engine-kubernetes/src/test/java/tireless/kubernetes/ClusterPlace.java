package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tireless.engine.Engine;
import tireless.kubernetes.engine.Clients;
import tireless.kubernetes.engine.FileMemory;
import tireless.kubernetes.engine.KubernetesEngine;
import tireless.kubernetes.objects.Supplies;
import tireless.model.ContainerImage;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.model.TimeSource;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.testing.engine.EnginePlace;

/** Some namespaces of the shared test bed, for the engines of one test. */
final class ClusterPlace implements EnginePlace {
    private final TestCluster cluster = TestCluster.shared();
    private final Path memory;
    private final OnCluster.PodManagement management;
    private final ClusterCompute compute;

    ClusterPlace(Path memory, OnCluster.PodManagement management) {
        this(memory, management, false);
    }

    ClusterPlace(Path memory, OnCluster.PodManagement management, boolean observeOnly) {
        this.memory = memory;
        this.management = management;
        this.compute = new ClusterCompute(
                "cluster",
                access(),
                cluster.freshName("engine") + "-",
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                ClusterCompute.PodSecurity.BASELINE,
                observeOnly);
    }

    private ClusterPlace(Path memory, OnCluster.PodManagement management, ClusterCompute compute) {
        this.memory = memory;
        this.management = management;
        this.compute = compute;
    }

    /** The same with a relay beside each worker. */
    ClusterPlace withRelay() {
        return new ClusterPlace(memory, management, compute.withRelay("example.com/tireless:1"));
    }

    private Access access() {
        return new Access.Kubeconfig(Optional.of(cluster.kubeconfig()), Optional.empty());
    }

    TestCluster cluster() {
        return cluster;
    }

    String namespace() {
        return compute.namespace("public");
    }

    /** Has the cluster refuse objects in its namespace, from some moments later on. */
    void forbid(String group, String resources, String validation, String message) {
        cluster.admin()
                .load(new ByteArrayInputStream("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicy
                        metadata: {name: %1$s}
                        spec:
                          failurePolicy: Fail
                          matchConstraints:
                            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                            resourceRules:
                              - {apiGroups: ["%2$s"], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [%3$s]}
                          validations:
                            - {expression: "%4$s", message: "%5$s"}
                        ---
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingAdmissionPolicyBinding
                        metadata: {name: %1$s}
                        spec: {policyName: %1$s, validationActions: [Deny]}
                        """.formatted(namespace(), group, resources, validation, message)
                        .getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    /** Returns when the API server heeds what forbids a pod in the namespace with these annotations. */
    void untilForbidden(Map<String, String> annotations, String message) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("forbidden")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("example.com/worker:1")
                .endContainer()
                .endSpec()
                .build();
        while (isAllowed(pod, message)) {
            Thread.onSpinWait();
        }
    }

    private boolean isAllowed(Pod pod, String message) {
        try {
            cluster.admin().resource(pod).dryRun().create();
            return true;
        } catch (KubernetesClientException refused) {
            assertThat(refused).hasMessageContaining(message);
            return false;
        }
    }

    @Override
    public Engine open() {
        return open(Clients.of(access()));
    }

    Engine open(Clients clients) {
        return new KubernetesEngine(clients, new FileMemory(memory), _ -> Supplies.NONE, TestTime.SYSTEM);
    }

    /** An engine that has another time. */
    Engine open(TimeSource time) {
        return new KubernetesEngine(Clients.of(access()), new FileMemory(memory), _ -> Supplies.NONE, time);
    }

    /** An engine that comes with another kubeconfig. */
    Engine open(Path kubeconfig) {
        return open(Clients.of(new Access.Kubeconfig(Optional.of(kubeconfig), Optional.empty())));
    }

    /** The same that has another time. */
    Engine open(Path kubeconfig, TimeSource time) {
        return new KubernetesEngine(
                Clients.of(new Access.Kubeconfig(Optional.of(kubeconfig), Optional.empty())),
                new FileMemory(memory),
                _ -> Supplies.NONE,
                time);
    }

    /** The same whose watches are pinged as often as that. */
    Engine open(Path kubeconfig, Duration heartbeat) {
        return open(reach -> Clients.open(Config.fromKubeconfig(kubeconfig.toFile()), reach, heartbeat));
    }

    /** As the engine of the place, but for what an interceptor does. */
    Engine open(Interceptor interceptor) {
        return open(reach -> {
            Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
            config.setUserAgent("tireless");
            config.setRequestRetryBackoffLimit(0);
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientBuilderConsumer(http ->
                            http.addOrReplaceInterceptor("reach", reach).addOrReplaceInterceptor("test", interceptor))
                    .build();
        });
    }

    @Override
    public Workload placed(Workload workload) {
        return workload.withPlatform(new Platform(
                workload.stack(),
                Optional.of(new OnCluster(
                        compute, management, OnCluster.SetAside.NONE, Optional.empty(), Optional.empty(), List.of()))));
    }

    @Override
    public RunSpec livesAfterWriting(String line) {
        // Who looks at the pods prints it, and may be a little late.
        return run("TESTBED_PRINTS", line, "TESTBED_READY_AFTER", "500ms");
    }

    @Override
    public RunSpec endsAfterWriting(String line, int status) {
        return run(
                "TESTBED_PRINTS",
                line,
                "TESTBED_EXIT_CODE",
                Integer.toString(status),
                "TESTBED_EXIT_AFTER",
                "100ms",
                "TESTBED_BACK_OFF",
                "1s");
    }

    /** What the test bed is told by variables, as names and values. */
    static RunSpec run(String... variables) {
        return of("example.com/worker:1", variables);
    }

    /** The same of another image. */
    static RunSpec of(String image, String... variables) {
        SortedMap<String, String> environment = new TreeMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new RunSpec(
                List.of(),
                Path.of("/"),
                environment,
                Limits.NONE,
                new StopPolicy(Duration.ofSeconds(5), false),
                Network.HOST,
                Provisions.NONE,
                Optional.of(new ContainerImage(image, Optional.empty())));
    }

    /** The cluster has it. So that it is still the same pause when it is looked at again, it is made a long one. */
    @Override
    public void untilWritten(Duration pause) {
        for (Pod pod : pods()) {
            cluster.set(namespace(), pod.getMetadata().getName(), "back-off", "60s");
        }
    }

    private List<Pod> pods() {
        return cluster.admin().pods().inNamespace(namespace()).list().getItems();
    }

    @Override
    public void crash(Engine engine) {
        for (Pod pod : pods()) {
            cluster.exit(namespace(), pod.getMetadata().getName(), 137);
        }
    }

    @Override
    public void close() {
        try (Engine last = open()) {
            last.adopt(List.of());
            CountDownLatch gone = new CountDownLatch(1);
            try (var _ = last.observe(_ -> {
                if (last.statuses().isEmpty()) {
                    gone.countDown();
                }
            })) {
                if (!last.statuses().isEmpty() && !gone.await(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("left: " + last.statuses());
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
