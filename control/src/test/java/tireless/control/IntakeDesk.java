package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.plan.Plan;
import tireless.stack.builtin.BuiltInStacks;
import tireless.store.memory.MemoryStore;

/** Commands, and an intake that knows what they stored: manifests are read as a server reads them that others came to before. */
final class IntakeDesk implements AutoCloseable {
    private static final Path FOLDER = Path.of("/srv");

    final MemoryStore store = new MemoryStore();
    final ControlDesk desk = new ControlDesk(store);
    final Commands commands = desk.commands;
    private final Intake intake = new Intake(
            BuiltInStacks.resolver(InstantSource.system()),
            () -> store.desired().values(),
            () -> false);

    Intake.Reading read(Map<String, String> variables, String... documents) {
        return read(FOLDER, variables, documents);
    }

    Intake.Reading read(Path folder, Map<String, String> variables, String... documents) {
        return intake.read(
                Sources.of("m.yaml", folder, String.join("---\n", documents)),
                ReadOptions.of(Purpose.APPLY, variables),
                "ada");
    }

    Plan apply(Map<String, String> variables, String... documents) {
        Intake.Reading reading = read(variables, documents);
        assertThat(reading.problems()).filteredOn(Problem::isError).isEmpty();
        return commands.apply(reading.candidates(), Map.of());
    }

    /** Why something stays as it was, as users of it do. */
    List<String> behind(ResourceKey key) {
        return intake.behind(store.desired(key).orElseThrow());
    }

    @Override
    public void close() {
        desk.close();
    }
}
