package tireless.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.ResourceKey;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.testing.Workloads;

class LogAdviceTest {
    private static final ResourceKey KEY = ResourceKey.worker("team", "pulse");
    private static final Workload WORKLOAD = Workloads.worker(1, Workloads.run("/bin/pulse"));

    private static Workload on(Access access) {
        return WORKLOAD.withPlatform(new Platform(
                "process:1.0",
                Optional.of(new OnCluster(
                        new ClusterCompute(
                                "prod",
                                access,
                                "my-",
                                new TreeMap<>(),
                                List.of(),
                                Optional.empty(),
                                ClusterCompute.PodSecurity.BASELINE,
                                false),
                        OnCluster.PodManagement.ORDERED,
                        OnCluster.SetAside.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))));
    }

    private static String advice(Workload workload) {
        return LogAdvice.of(Optional.of(Workloads.revision(KEY, "uid-1", 1, workload)));
    }

    @Test
    void onAClusterTheOutputIsThere() {
        assertThat(advice(on(new Access.Kubeconfig(Optional.of(Path.of("/etc/kube")), Optional.of("prod")))))
                .isEqualTo("what else there is, `kubectl --kubeconfig /etc/kube --context prod logs -n my-team"
                        + " -l tireless.dev/uid=uid-1 --prefix --tail=-1` shows");
        assertThat(advice(on(new Access.InCluster()))).contains("`kubectl logs -n my-team");
    }

    @Test
    void onTheMachineItIsInTheFolderOfTheReplica() {
        assertThat(advice(WORKLOAD)).contains("zstdcat");
        assertThat(LogAdvice.of(Optional.empty())).contains("zstdcat");
    }
}
