package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.CountOwner;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.plan.Candidate;
import tireless.plan.DesiredResource;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.memory.MemoryStore;

class ClusterWorkersTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final String COMPUTE = """
            name: farm
            version: v1
            type: compute
            compute: {kubernetes: {context: farm}}
            ---
            """;

    private final MemoryStore store = new MemoryStore();
    private final ControlDesk desk = new ControlDesk(store);

    @AfterEach
    void close() {
        desk.close();
    }

    private static String worker(String more) {
        return COMPUTE + """
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: process
                  compute: farm
                  stackSpec: {command: /bin/true}
                """ + more;
    }

    private static String scaledByUse() {
        return worker("""
                  resources: {requests: {cpu: 100m}, limits: {cpu: 200m}}
                  autoScaling: {enabled: true, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 60}
                  tireless: {image: "registry.example/pulse:1"}
                """);
    }

    private static String drained() {
        return worker("""
                  tireless:
                    image: "registry.example/pulse:1"
                    maxReplicaCount: 5
                    drain: {targetSeconds: 60}
                """);
    }

    private static CountOwner owner(String manifest) {
        return ControlDesk.read(manifest).stream()
                .map(Candidate::spec)
                .filter(Workload.class::isInstance)
                .map(Workload.class::cast)
                .map(ClusterWorkers::countOwner)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCountHasOneOwner() {
        assertThat(owner(worker("  tireless: {image: \"registry.example/pulse:1\"}\n")))
                .isEqualTo(CountOwner.MANIFEST);
        assertThat(owner(scaledByUse())).isEqualTo(CountOwner.HPA);
        assertThat(owner(drained())).isEqualTo(CountOwner.TIRELESS);
    }

    @Test
    void aCountThatTheClusterOwnsIsSetByNobodyElse() {
        desk.apply(scaledByUse());
        DesiredResource pulse = store.desired(PULSE).orElseThrow();

        assertThatThrownBy(() -> desk.commands.scale(PULSE, 3))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("belongs to a HorizontalPodAutoscaler on its cluster");
        desk.commands.autoscale(PULSE, pulse.revision().uid(), 3, "its load");
        assertThat(store.desired(PULSE)).contains(pulse);
    }

    @Test
    void ourOwnSignalsAreScaledByUs() {
        desk.apply(drained());

        desk.commands.autoscale(
                PULSE, store.desired(PULSE).orElseThrow().revision().uid(), 3, "its load");

        assertThat(store.desired(PULSE).orElseThrow().replicas()).isEqualTo(3);
    }

    @Test
    void aRunKeepsNothingOnACluster() {
        Intake intake = new Intake(BuiltInStacks.resolver(InstantSource.system()), List::of, () -> false);

        List<Problem> problems = intake.read(
                        Sources.of(
                                "m.yaml", Path.of("/"), worker("  tireless: {image: \"registry.example/pulse:1\"}\n")),
                        ReadOptions.of(Purpose.RUN, Map.of()),
                        "ada")
                .problems();

        assertThat(problems)
                .anyMatch(problem -> problem.isError()
                        && problem.code().equals("cluster-not-yet")
                        && problem.location().line() == 11)
                .noneMatch(problem -> problem.code().equals("unknown-compute"));
    }
}
