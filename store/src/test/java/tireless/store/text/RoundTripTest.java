package tireless.store.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.json.Form;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.ProbeKind;
import tireless.model.Probes;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.model.cluster.StackObject;
import tireless.model.scaling.Sizing;

class RoundTripTest {
    private final RandomGenerator random = new SplittableRandom(42);
    private final AnyValue any = new AnyValue(random);

    static Stream<Class<?>> happenings() {
        return AnyValue.subtypes(Happening.class);
    }

    static Stream<Class<?>> exits() {
        return AnyValue.subtypes(Exit.class);
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void everyHappeningComesBackExactly(Class<? extends Happening> type) {
        for (int i = 0; i < 200; i++) {
            comesBack(any.of(type));
        }
    }

    @ParameterizedTest
    @MethodSource("exits")
    void everyExitComesBackExactly(Class<? extends Exit> type) {
        for (int i = 0; i < 200; i++) {
            comesBack(new Happening.Exited(1, any.of(type), Duration.ofNanos(random.nextLong())));
        }
    }

    @Test
    void everyWorkloadComesBackExactly() {
        for (int i = 0; i < 1_000; i++) {
            Workload workload = any.of(Workload.class);
            assertThat(WorkloadText.read(throughUtf8(WorkloadText.write(workload))))
                    .isEqualTo(workload);
        }
    }

    @Test
    void aWorkloadThatWasStoredBeforeThereWasAChoiceOfNetworksHasThatOfTheMachine() {
        String text = WorkloadText.write(any.of(Workload.class));
        String before = text.replaceFirst(",\"network\":\"[A-Z]+\"", "");
        assertThat(before).isNotEqualTo(text);
        assertThat(WorkloadText.read(before).run().network()).isEqualTo(Network.HOST);
    }

    /** The first release would run it without them. */
    @Test
    void aRunWithProvisionsOrAnImageIsOfAVersionThatTheFirstReleaseRefuses() {
        Workload workload = onMachine(any.of(Workload.class));
        RunSpec plain = new RunSpec(
                List.of("pulse"), Path.of("/srv"), workload.run().environment(), Limits.NONE, StopPolicy.DEFAULT);
        RunSpec given = plain.withProvisions(any.of(Provisions.class));
        assertThat(WorkloadText.write(workload.withRun(plain))).startsWith("{\"v\":1,");
        assertThat(WorkloadText.write(workload.withRun(given))).startsWith("{\"v\":2,");
    }

    /** It would run its image on this machine. */
    @Test
    void whatRunsOnAClusterIsOfAVersionThatReleasesRefuseThatDoNotKnowAny() {
        Workload workload = onMachine(any.of(Workload.class));
        Workload there = workload.withPlatform(new Platform("bento:4.0", Optional.of(any.of(OnCluster.class))));
        assertThat(WorkloadText.write(there)).startsWith("{\"v\":3,").contains("\"cluster\"");
        assertThat(WorkloadText.write(workload)).doesNotStartWith("{\"v\":3,").doesNotContain("\"cluster\"");
    }

    /** As it stands in stores; what these words mean must never change. */
    @Test
    void theWordsOfAClusterStayTheSame() {
        Workload workload = onMachine(any.of(Workload.class));
        String stored = WorkloadText.write(workload).replaceFirst("\"v\":[12]", "\"v\":3");
        String text = stored.substring(0, stored.length() - 1) + """
                ,"cluster":{"compute":{"name":"prod","access":{"kubeconfig":"/k","context":"c"},"namespacePrefix":"t-",\
                "nodeSelector":{"disk":"ssd"},"tolerations":[{"key":"gpu","operator":"Exists"}],"podSecurity":"restricted",\
                "observeOnly":true},"podManagement":"any","requests":{"memoryBytes":64,"cpuMillis":250},\
                "spread":{"topologyKey":"zone","required":true},"containers":"container: {}","objects":["kind: A"],\
                "conditions":[{"success":"status.a == b","failure":"status.c"}]}}""";
        assertThat(WorkloadText.read(text).cluster())
                .contains(new OnCluster(
                        new ClusterCompute(
                                "prod",
                                new Access.Kubeconfig(Optional.of(Path.of("/k")), Optional.of("c")),
                                "t-",
                                new TreeMap<>(Map.of("disk", "ssd")),
                                List.of(new ClusterCompute.Toleration(
                                        Optional.of("gpu"), Optional.of("Exists"), Optional.empty(), Optional.empty())),
                                Optional.empty(),
                                ClusterCompute.PodSecurity.RESTRICTED,
                                true),
                        OnCluster.PodManagement.ANY,
                        new OnCluster.SetAside(OptionalLong.of(64), OptionalLong.of(250)),
                        Optional.of(new OnCluster.Spread("zone", true)),
                        Optional.of("container: {}"),
                        List.of(new StackObject("kind: A", Optional.of("status.a == b"), Optional.of("status.c")))));
        assertThat(WorkloadText.write(WorkloadText.read(text))).isEqualTo(text);
    }

    private static Workload onMachine(Workload workload) {
        return workload.withPlatform(Platform.ofMachine(workload.stack()));
    }

    /** It would run it by its own account, which may be root. */
    @Test
    void ofARunByAnotherAccountTheReleaseBeforeReadsACommandThatSaysSo() {
        Workload workload = onMachine(any.of(Workload.class));
        RunSpec plain = new RunSpec(
                List.of("pulse"), Path.of("/srv"), workload.run().environment(), Limits.NONE, StopPolicy.DEFAULT);
        RunSpec other = plain.withAccount(new UnixAccount("nobody", Optional.of("4")));
        String text = WorkloadText.write(workload.withRun(other));
        assertThat(WorkloadText.read(text).run()).isEqualTo(other);
        String asRead = text.replace("\"account\":\"nobody:4\",", "");
        assertThat(asRead).isNotEqualTo(text).startsWith("{\"v\":1,");
        assertThat(WorkloadText.read(asRead).run().command())
                .startsWith("/bin/sh", "-c")
                .last()
                .asString()
                .contains("does not know unixUser", "exit 78")
                .doesNotContain("pulse");
        assertThat(WorkloadText.write(workload.withRun(plain))).doesNotContain("ccount");
        assertThatThrownBy(() -> WorkloadText.read(text.replace("nobody:4", "no body")))
                .hasMessageContaining("no account: no body");
    }

    @Test
    void theWordsOfTheFormStayTheSame() {
        assertThat(HappeningText.write(new Happening.Exited(3, new Exit.Status(1), Duration.ofMillis(1500))))
                .isEqualTo(
                        "{\"is\":\"exited\",\"attempt\":3,\"exit\":{\"is\":\"status\",\"status\":1},\"uptime\":\"PT1.5S\"}");
    }

    /** As the first release writes it and reads it. */
    @Test
    void aWorkloadWithoutProbesHasTheFormOfTheFirstRelease() {
        Workload any = this.any.of(Workload.class);
        String text = WorkloadText.write(
                new Workload(any.lifetime(), any.replicas(), any.stack(), any.run(), any.restart(), any.stall()));
        assertThat(text).doesNotContain("\"probes\"");
        assertThat(((Workload) SpecText.read(text)).probes()).isEqualTo(Probes.NONE);
    }

    @Test
    void theTimeToDrainStandsWhereEarlierReleasesLookForItAndHasADefault() {
        Workload any = this.any.of(Workload.class);
        String text = WorkloadText.write(any.withSizing(new Sizing(1, Optional.empty(), Duration.ofSeconds(90))));
        assertThat(Form.read(text).form("run").form("stop").duration("drain")).isEqualTo(Duration.ofSeconds(90));
        String without = text.replace(",\"drain\":\"PT1M30S\"", "");
        assertThat(without).isNotEqualTo(text);
        assertThat(((Workload) SpecText.read(without)).drain()).isEqualTo(Sizing.DRAIN);
    }

    @Test
    void whatTheFirstReleaseDoesNotKnowItReadsAsAWarning() {
        String text = HappeningText.write(new Happening.ProbeFailed(1, ProbeKind.LIVENESS, "exited 1"));
        assertThat(HappeningText.read(text.replace("probeFailed", "of a later release")))
                .isEqualTo(new Happening.Warned("liveness probe failed: exited 1"));
    }

    @Test
    void aDamagedFormIsRefusedAndNeverMisread() {
        String text = WorkloadText.write(any.of(Workload.class));
        for (int end = 0; end < text.length(); end++) {
            String cut = text.substring(0, end);
            assertThatThrownBy(() -> WorkloadText.read(cut)).isInstanceOf(RuntimeException.class);
        }
        assertThatThrownBy(() -> WorkloadText.read(text + "}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WorkloadText.read("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WorkloadText.read(text.replaceFirst("\"v\":[123]", "\"v\":4")))
                .hasMessageContaining("unknown version 4");
        assertThatThrownBy(() -> HappeningText.read("{\"is\":\"exploded\"}")).hasMessageContaining("exploded");
    }

    private static void comesBack(Happening happening) {
        assertThat(HappeningText.read(throughUtf8(HappeningText.write(happening))))
                .isEqualTo(happening);
    }

    private static String throughUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
