package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.kubernetes.engine.Clients;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** A token that is replaced while an engine runs is taken up by it. */
@Tag("slow")
class AccessTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;
    private BrokenWire wire;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder.resolve("memory"), PodManagement.ORDERED);
        wire = new BrokenWire(place.cluster().kubeconfig());
    }

    @AfterEach
    void end() {
        wire.close();
        place.close();
    }

    private Revision worker(int replicas) {
        return Workloads.revision(
                KEY, "uid-1", 1, place.placed(Workloads.worker(replicas, place.livesAfterWriting("hello"))));
    }

    @Test
    void anotherTokenOfAKubeconfigIsTakenUp() throws IOException {
        Path kubeconfig = wire.kubeconfig(folder.resolve("kubeconfig"));
        String valid = Files.readString(kubeconfig);
        Files.writeString(kubeconfig, valid.replaceFirst("token: [^}]*", "token: expired"));
        try (Engine engine = place.open(kubeconfig);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            watch.untilPending(KEY, "401 Unauthorized");
            Files.writeString(kubeconfig, valid);
            watch.untilReady(KEY, 1);
            assertThat(watch.untilReady(KEY, 1).rollout()).isEmpty();
        }
    }

    @Test
    void aTokenThatEndsWhileItRunsIsReadAnew() throws IOException {
        Path kubeconfig = wire.kubeconfig(folder.resolve("kubeconfig"));
        String first = token(kubeconfig);
        String second = tokenOfAnother();
        try (Engine engine = place.open(kubeconfig);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            watch.untilReady(KEY, 1);

            Files.writeString(kubeconfig, Files.readString(kubeconfig).replace(first, second));
            wire.answer(
                    request -> request.authorization().contains(first),
                    Integer.MAX_VALUE,
                    new BrokenWire.Status(401, "Unauthorized", "Unauthorized", List.of()));
            wire.cut();
            engine.scale(KEY, 2);
            assertThat(watch.untilReady(KEY, 2).rollout()).isEmpty();
            assertThat(wire.writes().getLast().authorization()).contains(second);
        }
    }

    @Test
    void aTokenOfAPodThatIsReplacedIsUsed() throws IOException {
        Config admin = Config.fromKubeconfig(place.cluster().kubeconfig().toFile());
        Path pod = Files.createDirectory(folder.resolve("serviceaccount"));
        Files.write(pod.resolve("ca.crt"), Base64.getDecoder().decode(admin.getCaCertData()));
        Files.writeString(pod.resolve("token"), tokenOfAnother());
        URI server = URI.create(admin.getMasterUrl());
        Map<String, String> variables = Map.of(
                "KUBERNETES_SERVICE_HOST", server.getHost(),
                "KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()));
        try (Engine engine = place.open(Clients.inPod(variables, pod));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1));
            watch.untilReady(KEY, 1);
            assertThat(lastUser()).startsWith("system:serviceaccount:");

            Files.writeString(pod.resolve("token"), token(place.cluster().kubeconfig()));
            engine.scale(KEY, 2);
            watch.untilReady(KEY, 2);
            assertThat(lastUser()).isEqualTo("admin");
        }
    }

    /** Who changed the workload last. */
    private String lastUser() {
        return place.cluster().requests().stream()
                .filter(request -> request.verb().equals("patch")
                        && request.resource().equals("statefulsets")
                        && request.namespace().equals(place.namespace()))
                .reduce((_, later) -> later)
                .orElseThrow()
                .user();
    }

    private static String token(Path kubeconfig) throws IOException {
        return Files.readString(kubeconfig)
                .replaceFirst("(?s).*token: ([^}]*)}.*", "$1")
                .strip();
    }

    /** Of a service account that may do everything. */
    private String tokenOfAnother() throws IOException {
        String namespace = place.cluster().freshNamespace();
        Path kubeconfig = place.cluster().kubeconfigOf(namespace, "another");
        place.cluster()
                .admin()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("", "ServiceAccount", "another", namespace)
                        .build())
                .create();
        return token(kubeconfig);
    }
}
