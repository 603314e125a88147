package tireless.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Kubernetes API server with what belongs to it, and nodes that only seem to run pods: a test bed of {@code kube-testbed},
 * whose README says how pods are told what to do. It ends with this JVM, and leaves nothing.
 *
 * <p>For any thread.
 */
final class TestCluster implements AutoCloseable {
    /** The user agent of {@link #admin()}. */
    static final String USER_AGENT = "test";

    /** A variable of a container: the lines that it prints at each start. */
    static final String PRINTS = "TESTBED_PRINTS";

    private static final long PATIENCE_SECONDS = 900;

    private static @Nullable TestCluster shared;

    private final AtomicInteger names = new AtomicInteger();
    private final Path folder;
    private final Path kubeconfig;
    private final KubernetesClient admin;

    private TestCluster(Path folder) {
        this.folder = folder;
        run(
                "up",
                folder.toString(),
                "--with",
                Long.toString(ProcessHandle.current().pid()));
        kubeconfig = folder.resolve("admin.kubeconfig");
        admin = client(kubeconfig, USER_AGENT);
    }

    /** The one of all tests of this JVM; the first call starts it, in some seconds. */
    static synchronized TestCluster shared() {
        if (shared == null) {
            shared = own();
        }
        return shared;
    }

    /** One that nobody else uses. It ends with {@link #close()}, or with this JVM. */
    static TestCluster own() {
        try {
            return new TestCluster(Files.createTempDirectory("kube-testbed-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of somebody who may do everything. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** A client that may do everything, which lives as long as the cluster. */
    KubernetesClient admin() {
        return admin;
    }

    /** A client of one's own. */
    static KubernetesClient client(Path kubeconfig, String userAgent) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withUserAgent(userAgent)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** One that gives up at once where it would have waited and tried again. */
    static KubernetesClient impatientClient(Path kubeconfig) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withUserAgent("impatient")
                .withRequestTimeout(500)
                .withConnectionTimeout(500)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A name that nobody has had here, such as for a namespace, or for the beginning of some. */
    String freshName(String beginning) {
        return beginning + "-" + names.incrementAndGet();
    }

    /** Makes a namespace, in which pods can be made at once. */
    String freshNamespace() {
        String name = freshName("test");
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        admin.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(account -> account != null, 120, TimeUnit.SECONDS);
        return name;
    }

    /** Makes a service account that may do in its namespace what {@code rules} say and nothing else, and gives its kubeconfig. */
    Path kubeconfigOf(String namespace, String name, PolicyRule... rules) {
        admin.serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        admin.rbac()
                .roles()
                .inNamespace(namespace)
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("", "ServiceAccount", name, namespace)
                        .build())
                .create();
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        try {
            Path file = folder.resolve(namespace + "-" + name + ".kubeconfig");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String text = Files.readString(kubeconfig).replaceFirst("token: [^}]*", "token: " + token);
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was asked of the API server so far, in the order of the answers; none of the cluster's own parts. */
    List<AuditedRequest> requests() {
        Map<String, AuditedRequest> requests = new LinkedHashMap<>();
        try {
            String text = Files.readString(folder.resolve("audit.log"));
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
                JsonNode event = admin.getKubernetesSerialization().unmarshal(line, JsonNode.class);
                requests.put(event.path("auditID").asString(), AuditedRequest.of(event));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(requests.values());
    }

    /** How often each user agent asked so far. */
    Map<String, Long> requestsByUserAgent() {
        return requests().stream().collect(Collectors.groupingBy(AuditedRequest::userAgent, Collectors.counting()));
    }

    /** Sets one of the settings of a pod that the README of kube-testbed names, such as {@code ready}. */
    void set(String namespace, String pod, String setting, String value) {
        annotate(namespace, pod, Map.of(setting, value));
    }

    /** Takes a setting away. */
    void unset(String namespace, String pod, String setting) {
        annotate(namespace, pod, Collections.singletonMap(setting, null));
    }

    /** Ends the first container of a pod once, as it runs now. */
    void exit(String namespace, String pod, int code) {
        Pod now = admin.pods().inNamespace(namespace).withName(pod).require();
        int exits = now.getStatus().getContainerStatuses().getFirst().getRestartCount() + 1;
        annotate(
                namespace,
                pod,
                Map.of("exit-code", Integer.toString(code), "exits", Integer.toString(exits), "exit-after", "0s"));
    }

    private void annotate(String namespace, String pod, Map<String, ? extends @Nullable String> settings) {
        Map<String, @Nullable String> annotations = new HashMap<>();
        settings.forEach((setting, value) -> annotations.put("kube-testbed/" + setting, value));
        String patch =
                admin.getKubernetesSerialization().asJson(Map.of("metadata", Map.of("annotations", annotations)));
        admin.pods().inNamespace(namespace).withName(pod).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** Lets the first container of a pod print a line, as it runs now. */
    void print(String namespace, String pod, String line) {
        Pod now = admin.pods().inNamespace(namespace).withName(pod).require();
        print(now, now.getStatus().getContainerStatuses().getFirst(), line);
    }

    /** The same of its first sidecar. */
    void printBeside(String namespace, String pod, String line) {
        Pod now = admin.pods().inNamespace(namespace).withName(pod).require();
        print(now, now.getStatus().getInitContainerStatuses().getFirst(), line);
    }

    private void print(Pod now, ContainerStatus status, String line) {
        Path file = folder.resolve("pod-logs")
                .resolve(now.getMetadata().getNamespace() + "_"
                        + now.getMetadata().getName() + "_" + now.getMetadata().getUid())
                .resolve(status.getName())
                .resolve(status.getRestartCount() + ".log");
        try {
            Files.writeString(file, Instant.now() + " stdout F " + line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the API server: connections are refused, until it is started. */
    void killApiServer() {
        run("api-server", folder.toString(), "kill");
    }

    /** Starts the API server again, at the same address and with all that it had. */
    void startApiServer() {
        run("api-server", folder.toString(), "start");
    }

    /** Stops the API server in what it does: it answers nothing, until it is resumed. */
    void pauseApiServer() {
        run("api-server", folder.toString(), "pause");
    }

    void resumeApiServer() {
        run("api-server", folder.toString(), "resume");
    }

    @Override
    public void close() {
        admin.close();
        run("down", folder.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script of kube-testbed, as its README says. */
    static void run(String script, String... arguments) {
        String command = script(script).toString();
        try {
            Path said = Files.createTempFile("kube-testbed-", ".out");
            Process process = new ProcessBuilder(Stream.concat(Stream.of(command), Arrays.stream(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(said);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("kube-testbed/" + script + " fails: " + text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path script(String name) {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            Path script = place.resolve("kube-testbed").resolve(name);
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new AssertionError("no kube-testbed/" + name + " in this folder or above");
    }
}
