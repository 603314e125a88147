package tireless.kubernetes.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.testing.Workloads;
import tireless.throughput.relay.RelaySettings;

class RelayContainerTest {
    private static final SignalSources.Names NAMES = new SignalSources.Names("jobs_total", "b", "c", "d", "e");

    private static RunSpec run(SignalSources signals) {
        return Workloads.run("consumer").withProvisions(Provisions.of(signals));
    }

    private static SignalSources page(OptionalInt port, boolean otlp) {
        return new SignalSources(
                Optional.of(new SignalSources.Scrape(port, "/metrics", Duration.ofSeconds(5))),
                otlp,
                Optional.empty(),
                NAMES);
    }

    private static SignalSources otlp() {
        return new SignalSources(Optional.empty(), true, Optional.empty(), SignalSources.Names.DEFAULT);
    }

    private static PodSpec pod() {
        return new PodSpecBuilder()
                .addNewInitContainer()
                .withName("first")
                .endInitContainer()
                .addNewContainer()
                .withName("other")
                .endContainer()
                .addNewContainer()
                .withName("worker")
                .addNewEnv()
                .withName("NOTIFY_SOCKET")
                .withValue("elsewhere")
                .endEnv()
                .addNewEnv()
                .withName("LOG_LEVEL")
                .withValue("INFO")
                .endEnv()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .build();
    }

    private static SortedMap<String, String> environment(Container container) {
        SortedMap<String, String> environment = new TreeMap<>();
        for (EnvVar variable : container.getEnv()) {
            assertThat(environment.put(variable.getName(), variable.getValue())).isNull();
        }
        return environment;
    }

    private static Container relay(PodSpec pod) {
        return pod.getInitContainers().getFirst();
    }

    @Test
    void aRelayStandsBeforeAllElseAndStaysTillTheEnd() {
        PodSpec pod = RelayContainer.of(run(SignalSources.NONE)).beside(pod(), "worker", "tireless:1");
        assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("tireless-relay", "first");
        Container relay = relay(pod);
        assertThat(relay.getRestartPolicy()).isEqualTo("Always");
        assertThat(relay.getImage()).isEqualTo("tireless:1");
        assertThat(relay.getCommand()).containsExactly("java", "@relay");
        assertThat(relay.getLifecycle().getPostStart().getExec().getCommand())
                .containsExactly("java", "@relay", "await");
        assertThat(relay.getPorts()).isEmpty();
        assertThat(pod.getVolumes())
                .singleElement()
                .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    }

    @Test
    void theWorkerIsToldWhereToReportAndKeepsWhatItHas() {
        PodSpec pod = RelayContainer.of(run(SignalSources.NONE)).beside(pod(), "worker", "tireless:1");
        Container other = pod.getContainers().getFirst();
        Container worker = pod.getContainers().getLast();
        assertThat(other.getEnv()).isEmpty();
        assertThat(other.getVolumeMounts()).isEmpty();
        assertThat(environment(worker)).isEqualTo(Map.of("LOG_LEVEL", "INFO", "NOTIFY_SOCKET", "/run/tireless/notify"));
        assertThat(worker.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/data", "/run/tireless");
        assertThat(worker.getVolumeMounts().getLast().getReadOnly()).isTrue();
        assertThat(relay(pod).getVolumeMounts().getFirst().getReadOnly()).isNull();
    }

    @Test
    void theRelayHearsWhereTheWorkerWasTold() {
        RelayContainer container = RelayContainer.of(run(page(OptionalInt.empty(), true)));
        RelaySettings settings = RelaySettings.of(environment(relay(container.beside(pod(), "worker", "x"))));
        assertThat(settings.socket()).isEqualTo(Path.of("/run/tireless/notify"));
        assertThat(settings.names()).isEqualTo(NAMES);
        assertThat(settings.page().orElseThrow().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(container.variables())
                .containsEntry(
                        "TIRELESS_METRICS_PORT",
                        Integer.toString(settings.page().orElseThrow().port().orElseThrow()))
                .containsEntry(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + settings.otlp().orElseThrow())
                .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .containsEntry("OTEL_TRACES_EXPORTER", "none");
    }

    @Test
    void noTwoWaysHaveOnePort() {
        RelayContainer container = RelayContainer.of(run(page(OptionalInt.of(4318), true)));
        assertThat(container.variables())
                .containsEntry("TIRELESS_METRICS_PORT", "4318")
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4319");
    }

    @Test
    void aWorkerWithAnAddressOfItsOwnKeepsIt() {
        RunSpec run = run(otlp())
                .withEnvironment(new TreeMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")));
        RelayContainer container = RelayContainer.of(run);
        assertThat(container.variables()).containsOnlyKeys("NOTIFY_SOCKET");
        assertThat(RelaySettings.of(environment(relay(container.beside(pod(), "worker", "x"))))
                        .otlp())
                .isEmpty();
    }

    @Test
    void bentoIsReadWhereAConfigFileNamesItsPort() {
        FileContent config = FileContent.ofText("http: {address: '127.0.0.1:${DATAOS_METRIC_PORT}'}\n");
        RunSpec run = Workloads.run("bento")
                .withProvisions(new Provisions(new TreeMap<>(Map.of("bento.yaml", config)), List.of(), List.of()));
        RelayContainer container = RelayContainer.of(run);
        RelaySettings settings = RelaySettings.of(environment(relay(container.beside(pod(), "worker", "x"))));
        assertThat(container.variables())
                .containsEntry(
                        "DATAOS_METRIC_PORT", Integer.toString(settings.bento().orElseThrow()));
    }

    @Test
    void itMayDoNothingThatItNeedNot() {
        Container relay = relay(RelayContainer.of(run(otlp())).beside(pod(), "worker", "x"));
        var context = relay.getSecurityContext();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getRunAsNonRoot()).isTrue();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(relay.getResources().getLimits()).containsOnlyKeys("memory");
    }

    @Test
    void whatIsMadeIsTheSameEachTime() {
        RunSpec run = run(page(OptionalInt.empty(), true));
        assertThat(RelayContainer.of(run).beside(pod(), "worker", "x"))
                .isEqualTo(RelayContainer.of(run).beside(pod(), "worker", "x"));
    }

    @Test
    void aPodWithoutTheWorkerIsRefused() {
        RelayContainer container = RelayContainer.of(run(SignalSources.NONE));
        assertThatThrownBy(() -> container.beside(pod(), "nobody", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> container.beside(new PodSpec(), "worker", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
