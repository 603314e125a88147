package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.Purpose;
import tireless.manifest.value.KubernetesNames;
import tireless.manifest.value.Names;
import tireless.model.ContainerImage;
import tireless.model.CountOwner;
import tireless.model.RunSpec;
import tireless.model.UnixAccount;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;

/** Workers whose Compute is a Kubernetes cluster. */
class ClustersTest {
    private static final String PROD = """
            name: prod
            version: v1
            type: compute
            compute:
              kubernetes: {context: prod}
            ---
            """;

    private static final String IMAGE = "\ntireless: {image: pulse:1}";

    /** A worker on the cluster, whose {@code worker:} stands in its line 4 and {@code stackSpec} in line 7. */
    private static String worker(String spec, String more) {
        return """
                name: pulse
                version: v1beta
                type: worker
                worker:
                  compute: prod
                  stack: process
                  stackSpec:
                """ + spec.indent(4) + more.indent(2);
    }

    private static Resolution resolve(String text) {
        return Resolves.resolve(text + PROD, Purpose.LINT, Map.of());
    }

    private static Workload workload(String text) {
        Resolution resolution = resolve(text + "---\n");
        assertThat(Resolves.problems(resolution)).isEmpty();
        return Resolves.only(resolution);
    }

    private static OnCluster cluster(String more) {
        return workload(worker("command: pulse", more)).cluster().orElseThrow();
    }

    private static List<String> problems(String text) {
        return Resolves.problems(resolve(text + "---\n"));
    }

    @Test
    void aProcessRunsInTheImageThatTheWorkerNames() {
        RunSpec run = workload(worker("command: [./pulse, -v]\narguments: [x]", IMAGE))
                .run();
        assertThat(run.image()).contains(new ContainerImage("pulse:1", Optional.empty()));
        assertThat(run.command()).containsExactly("./pulse", "-v", "x");
        assertThat(run.workingDirectory()).isEqualTo(Path.of("/"));
        RunSpec shell = workload(worker("shell: pulse\nworkingDirectory: /srv/app/../pulse", IMAGE))
                .run();
        assertThat(shell.command()).containsExactly("/bin/sh", "-c", "pulse");
        assertThat(shell.workingDirectory()).isEqualTo(Path.of("/srv/pulse"));
    }

    @Test
    void itSaysWhereItRunsAndHow() {
        OnCluster cluster = cluster(IMAGE);
        assertThat(cluster.compute().name()).isEqualTo("prod");
        assertThat(cluster.compute().access()).isEqualTo(new Access.Kubeconfig(Optional.empty(), Optional.of("prod")));
        assertThat(cluster.management()).isEqualTo(PodManagement.ORDERED);
        assertThat(cluster.requests()).isEqualTo(SetAside.NONE);
        assertThat(cluster.spread()).isEmpty();
        assertThat(cluster.hasPods()).isTrue();
        assertThat(cluster("\ntireless: {image: pulse:1, podManagement: any}").management())
                .isEqualTo(PodManagement.ANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tireless: {image: pulse:1, watchdog: 10s}'",
                "'tireless: {image: pulse:1, stallAfter: 30s}'",
                "'tireless: {image: pulse:1, throughput: {logPattern: done}}'",
                "'tireless: {image: pulse:1, drain: {targetSeconds: 10}}'"
            })
    void whoGoesByWhatAWorkerSaysIsToldWhereNobodyHearsIt(String asked) {
        String text = worker(
                "command: pulse", "\nautoScaling: {maxReplicas: 4}\n".repeat(asked.contains("drain") ? 1 : 0) + asked);
        assertThat(problems(text)).singleElement().asString().contains("not-heard", "compute `prod`");
        assertThat(Resolves.problems(Resolves.resolve(
                        text + "---\n" + PROD.replace("context: prod", "context: prod, relay: 'tireless:1'"),
                        Purpose.LINT,
                        Map.of())))
                .isEmpty();
    }

    @Test
    void whatIsSetAsideIsTheRequestElseTheLimit() {
        SetAside both = cluster("resources: {requests: {cpu: 250m}, limits: {cpu: 2, memory: 1Gi}}" + IMAGE)
                .requests();
        assertThat(both).isEqualTo(new SetAside(OptionalLong.of(1L << 30), OptionalLong.of(250)));
    }

    /** An HPA scales nothing of which nothing is set aside. */
    @Test
    void whatAPercentageIsOfIsSetAsideAsOnTheMachine() {
        Workload scaled =
                workload(worker("command: pulse", "autoScaling: {targetCPUUtilizationPercentage: 50}" + IMAGE));
        assertThat(scaled.cluster().orElseThrow().requests())
                .isEqualTo(new SetAside(OptionalLong.empty(), OptionalLong.of(1_000)));
        assertThat(CountOwner.of(scaled)).isEqualTo(CountOwner.HPA);
    }

    @ParameterizedTest
    @CsvSource({
        "'', kubernetes.io/hostname, false",
        "'level: hostname, mode: required', kubernetes.io/hostname, true",
        "'level: zone, mode: preferred', topology.kubernetes.io/zone, false",
        "'level: region, mode: required', topology.kubernetes.io/region, true",
    })
    void replicasAreKeptApartAsDataOsSays(String written, String key, boolean required) {
        assertThat(cluster("replicas: 2\nhighAvailabilityConfig: {" + written + "}" + IMAGE)
                        .spread())
                .contains(new Spread(key, required));
    }

    @Test
    void withoutAnImageItCanNotRun() {
        String text = worker("command: pulse", "") + "---\n";
        for (Purpose purpose : List.of(Purpose.LINT, Purpose.APPLY)) {
            Resolution resolution = Resolves.resolve(text + PROD, purpose, Map.of());
            assertThat(Resolves.problems(resolution))
                    .containsExactly(
                            "6:10 error no-image: the compute `prod` is a Kubernetes cluster, where the stack process:1.0 needs an image to run in");
            assertThat(resolution.resources())
                    .extracting(resource -> resource.key().name())
                    .containsExactly("prod");
        }
    }

    @Test
    void theImageIsPulledWithTheSecretThatIsNamedBesideIt() {
        Workload pulled = workload(worker("command: pulse", "\ntireless: {image: pulse:1, imagePullSecret: registry}"));
        assertThat(pulled.run().image()).contains(new ContainerImage("pulse:1", Optional.of("registry")));
        assertThat(Resolves.problems(Resolves.apply(
                        Resolves.worker("command: sleep") + "\ntireless: {imagePullSecret: registry}".indent(2))))
                .singleElement()
                .asString()
                .endsWith("warning image-not-used: there is no `image` beside it that would be pulled with it");
    }

    @Test
    void onThisMachineTheImageDoesNotAct() {
        Workload here = Resolves.only(Resolves.apply(Resolves.worker("command: sleep") + IMAGE.indent(2)));
        assertThat(here.run().image()).isEmpty();
        assertThat(here.cluster()).isEmpty();
    }

    /** The files of the machine are none of the image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: python app.py | 8:14 warning no-such-program: there is no program `python app.py`",
                "{command: pulse, workingDirectory: data} | 8:40 error bad-value: on a Kubernetes cluster there is no folder of the manifest that `data` could begin at",
            })
    void whatAnImageCanNotHaveIsSaid(String spec, String problem) {
        assertThat(problems(worker(spec, IMAGE))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tireless: {image: Pulse} | 9:21 error bad-value: this is no name of an image",
                "tireless: {image: p, unixUser: nobody} | 9:34 error account-of-image: in an image, `nobody` may be another account than on this machine",
                "tireless: {image: p, unixUser: 3000000000} | 9:34 error bad-value: `unixUser` can not be `3000000000` on a Kubernetes cluster",
                "{dataosVolumes: [{name: v, directory: 'a:b'}], tireless: {image: p}} | 9:4 error bad-value: a Kubernetes cluster mounts nothing at `/var/dataos/persistent_data/a:b`: the path has a colon",
            })
    void whatTheApiServerWouldRefuseIsSaidAtItsPlace(String more, String problem) {
        String text = worker(
                "command: pulse",
                more.startsWith("{") ? more.substring(1, more.length() - 1).replace("], t", "]\nt") : more);
        assertThat(problems(text)).containsExactly(problem.replace("9:4", "9:3"));
    }

    @Test
    void aNamespaceHasRoomForItsPrefix() {
        String prefix = "a".repeat(KubernetesNames.LONGEST_LABEL - 6);
        String text = worker("command: pulse", IMAGE).replaceFirst("\n", "\nworkspace: public\n");
        assertThat(Resolves.problems(Resolves.resolve(
                        text + "---\n" + PROD.replace("prod}", "prod, namespacePrefix: " + prefix + "}"),
                        Purpose.LINT,
                        Map.of())))
                .isEmpty();
        assertThat(Resolves.problems(Resolves.resolve(
                        text + "---\n" + PROD.replace("prod}", "prod, namespacePrefix: " + prefix + "b}"),
                        Purpose.LINT,
                        Map.of())))
                .containsExactly(
                        "2:12 error bad-namespace: the namespace of the workspace `public` on the compute `prod` would have 64 characters; 63 are allowed");
    }

    @Test
    void theNamespacesOfKubernetesAreNoWorkspaces() {
        assertThat(problems(worker("command: pulse", IMAGE).replaceFirst("\n", "\nworkspace: kube-system\n")))
                .containsExactly(
                        "2:12 error bad-namespace: the namespace `kube-system` on the compute `prod` would be one of Kubernetes' own");
    }

    /** Of what Kubernetes makes of a name, {@code controller-revision-hash} is the longest. */
    @Test
    void everyNameOfAWorkerFits() {
        assertThat(Names.LONGEST + "-0123456789".length()).isLessThanOrEqualTo(KubernetesNames.LONGEST_LABEL);
    }

    @Test
    void nothingRunsAsRootWhereThatIsRestricted() {
        String restricted = PROD.replace("prod}", "prod, podSecurity: restricted}");
        String root = worker("command: pulse", "tireless: {image: p, unixUser: 0}") + "---\n";
        assertThat(Resolves.problems(Resolves.resolve(root + restricted, Purpose.LINT, Map.of())))
                .containsExactly(
                        "9:34 error pod-security: the compute `prod` is `restricted`, and lets nothing run as root");
        assertThat(Resolves.problems(Resolves.resolve(root + PROD, Purpose.LINT, Map.of())))
                .isEmpty();
        Workload other = Resolves.only(
                Resolves.resolve(root.replace("unixUser: 0", "unixUser: 1000") + restricted, Purpose.LINT, Map.of()));
        assertThat(other.run().account()).isEqualTo(UnixAccount.parse("1000"));
    }

    /** Ports and loopback are each pod's own, and there are other nodes. */
    @Test
    void warningsOfTheMachineDoNotHoldOnACluster() {
        String more = """
                replicas: 2
                highAvailabilityConfig: {mode: required}
                tireless:
                  image: pulse:1
                  network: none
                  metrics: {port: 9000}
                """;
        assertThat(problems(worker("command: pulse", more.replace("  metrics: {port: 9000}\n", ""))))
                .isEmpty();
        assertThat(Resolves.problems(Resolves.apply(Resolves.worker("command: sleep") + more.indent(2))))
                .extracting(problem -> problem.replaceAll("^\\S+ warning (\\S+):.*", "$1"))
                .containsExactly("not-yet", "no-signals", "no-own-network", "shared-port");
    }

    @Test
    void aComputeThatWasDeclaredBeforeHoldsUntilTheFilesSayOtherwise() {
        String text = worker("command: sleep", IMAGE);
        assertThat(Resolves.problems(Resolves.resolve(text, Purpose.APPLY, Map.of(), PROD)))
                .isEmpty();
        assertThat(Resolves.only(Resolves.resolve(text, Purpose.APPLY, Map.of(), PROD))
                        .cluster())
                .isPresent();
        String machine = """
                name: prod
                version: v1
                type: compute
                compute: {dataplane: hub, purpose: runnable, nodePool: {}}
                """;
        assertThat(Resolves.only(Resolves.resolve(text + "---\n" + machine, Purpose.APPLY, Map.of(), PROD))
                        .cluster())
                .isEmpty();
    }

    @Test
    void theUsualComputeIsMeantWhereNoneIsNamed() {
        String text = worker("command: pulse", IMAGE).replace("  compute: prod\n", "");
        String usual = PROD.replace("name: prod", "name: runnable-default");
        assertThat(Resolves.only(Resolves.resolve(text + "---\n" + usual, Purpose.LINT, Map.of()))
                        .cluster())
                .isPresent();
    }
}
