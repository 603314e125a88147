package tireless.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tireless.model.Confinement;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Metadata;
import tireless.model.Network;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.Provisions;
import tireless.model.RestartPolicy;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.Platform;
import tireless.model.scaling.Sizing;

/** Workloads that differ in what a test names. */
final class Workloads {
    private Workloads() {}

    static Document document(String text) {
        return new Document(text, metadata("a"));
    }

    static Metadata metadata(String... tags) {
        return new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(tags), "ada", "user");
    }

    static Workload of(int replicas, String... command) {
        return with(replicas, Map.of("LOG_LEVEL", "INFO"), command);
    }

    static Workload with(int replicas, Map<String, String> environment, String... command) {
        RunSpec run = new RunSpec(
                List.of(command), Path.of("/srv"), new TreeMap<>(environment), Limits.NONE, StopPolicy.DEFAULT);
        return new Workload(
                Lifetime.PERPETUAL, replicas, "process:1.0", run, RestartPolicy.DEFAULT, StallPolicy.DEFAULT);
    }

    private static final Sizing DIFFERENT = new Sizing(1, Optional.empty(), Duration.ofMillis(1500));

    /** Every field differs from {@link #of}. */
    static Workload differentInEverything() {
        RunSpec run = new RunSpec(
                List.of("other"),
                Path.of("/opt"),
                new TreeMap<>(Map.of("OTHER", "1")),
                new Limits(OptionalLong.of(512 << 20), OptionalLong.of(1500)),
                new StopPolicy(Duration.ofSeconds(90), true),
                new Confinement(Network.NONE, UnixAccount.parse("nobody:adm")),
                new Provisions(
                        new TreeMap<>(Map.of("a.yaml", FileContent.ofText("a: 1\n"))),
                        List.of(new SecretProjection(
                                "key", "public", List.of(), SecretProjection.Kind.ENV_VARS, Optional.of("1f"))),
                        List.of(new VolumeMount("disk", "/var/dataos/temp_data", true, Optional.of("a")))),
                Optional.of(new ContainerImage("docker.io/library/busybox:1", Optional.of("registry"))));
        RestartPolicy restart = new RestartPolicy(Duration.ofSeconds(1), Duration.ofHours(1));
        StallPolicy stall = new StallPolicy(Optional.empty(), Optional.of(Duration.ofSeconds(30)));
        Probe other = new Probe(
                List.of("other"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                5,
                Optional.of(Duration.ofSeconds(6)));
        Probes probes = new Probes(Optional.of(other), Optional.of(other), Optional.of(other));
        return new Workload(Lifetime.ENDS, DIFFERENT, "bento:4.0", run, restart, stall, probes);
    }

    /** On a cluster, in the image that a cluster needs. */
    static Workload on(OnCluster cluster, Workload workload) {
        RunSpec run = workload.run();
        RunSpec inImage = new RunSpec(
                run.command(),
                Path.of("/"),
                run.environment(),
                run.limits(),
                run.stop(),
                run.confinement(),
                run.provisions(),
                Optional.of(new ContainerImage("pulse:1", Optional.empty())));
        return workload.withRun(inImage).withPlatform(new Platform(workload.stack(), Optional.of(cluster)));
    }

    static OnCluster cluster(ClusterCompute compute) {
        return new OnCluster(
                compute, PodManagement.ORDERED, SetAside.NONE, Optional.empty(), Optional.empty(), List.of());
    }

    static ClusterCompute compute(String name, String context) {
        return new ClusterCompute(
                name,
                new Access.Kubeconfig(Optional.empty(), Optional.of(context)),
                "",
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                ClusterCompute.PodSecurity.BASELINE,
                false);
    }

    static Workload withoutStall(Workload workload) {
        StallPolicy never = new StallPolicy(Optional.empty(), Optional.empty());
        return new Workload(
                workload.lifetime(), workload.replicas(), workload.stack(), workload.run(), workload.restart(), never);
    }
}
