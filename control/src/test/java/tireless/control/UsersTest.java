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
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

/** Who uses what is there to be used; and computes, of which this machine is one. */
class UsersTest {
    private static final ResourceKey FAST = new ResourceKey(ResourceType.COMPUTE, ResourceKey.INSTANCE, "fast");
    private static final ResourceKey SAMPLES = new ResourceKey(ResourceType.VOLUME, "public", "samples");
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final String ON_FAST = ControlDesk.worker("pulse", "true") + "  compute: fast\n";
    private static final String COMPUTE = """
            name: fast
            version: v1
            type: compute
            compute:
              dataplane: hub
              purpose: runnable
              nodePool:
                nodeSelector: {dataos.io/purpose: runnable}
                tolerations: []
            """;
    private static final String VOLUME = """
            name: samples
            version: v1beta
            type: volume
            volume: {size: 1Gi, accessMode: ReadWriteMany, type: persistent}
            """;

    private final Store store = new MemoryStore();
    private final ControlDesk desk = new ControlDesk(store);

    @AfterEach
    void close() {
        desk.close();
    }

    private List<Problem> problems(String manifests, Purpose purpose) {
        return new Intake(
                        BuiltInStacks.resolver(InstantSource.system()),
                        () -> store.desired().values(),
                        () -> false)
                .read(Sources.of("m.yaml", Path.of("/"), manifests), ReadOptions.of(purpose, Map.of()), "ada")
                .problems();
    }

    private Optional<List<ResourceKey>> users(ResourceKey key) {
        return desk.inventory.users(store.desired(key).orElseThrow());
    }

    @Test
    void aComputeThatNobodyHasDeclaredIsAWarningAtItsLine() {
        for (Purpose purpose : Purpose.values()) {
            assertThat(problems(ON_FAST, purpose)).singleElement().satisfies(problem -> {
                assertThat(problem.isError()).isFalse();
                assertThat(problem.code()).isEqualTo("unknown-compute");
                assertThat(problem.location().line()).isEqualTo(8);
                assertThat(problem.message())
                        .isEqualTo("there is no compute `fast`, so this worker runs on this machine");
            });
        }
    }

    @Test
    void ofOneThatIsDeclaredNothingIsSaidBeItBesideItOrBefore() {
        assertThat(problems(COMPUTE + "---\n" + ON_FAST, Purpose.APPLY)).isEmpty();
        desk.apply(COMPUTE);
        assertThat(problems(ON_FAST, Purpose.APPLY)).isEmpty();
        assertThat(desk.inventory.get(FAST).status()).isEqualTo(InventoryItem.Status.ACTIVE);
        desk.commands.delete(List.of(FAST), false);
        assertThat(problems(ON_FAST, Purpose.APPLY)).hasSize(1);
    }

    @Test
    void theOrdinaryComputeNeedNotBeDeclared() {
        assertThat(problems(ON_FAST.replace("fast", "runnable-default"), Purpose.APPLY))
                .isEmpty();
    }

    @Test
    void aComputeIsNotDeletedWhileAWorkerNamesIt() {
        desk.apply(COMPUTE + "---\n" + ON_FAST);
        assertThatThrownBy(() -> desk.commands.delete(List.of(FAST), false))
                .hasMessage("compute -/fast is needed by worker public/pulse; nothing was deleted:"
                        + " delete those too, or say --force");
    }

    @Test
    void whatIsUsedKnowsByWhom() {
        String reads = ControlDesk.worker("reader", "true") + "  dataosVolumes: [{name: samples, directory: in}]\n";
        desk.apply(String.join("---\n", COMPUTE, VOLUME, ON_FAST, reads));

        assertThat(users(FAST)).contains(List.of(PULSE));
        assertThat(users(SAMPLES)).contains(List.of(ResourceKey.worker("public", "reader")));
        assertThat(users(PULSE)).as("nobody can use a worker").isEmpty();
        desk.commands.delete(List.of(PULSE), false);
        assertThat(users(FAST)).contains(List.of());
    }
}
