package tireless.runtime.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import tireless.model.RunSpec;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.RuntimeContract;

/**
 * With an init of the engine's, as otherwise the kernel keeps signals from the first process of a container that has not asked for them,
 * which what the contract runs does not.
 */
@Tag("slow")
class ContainerDriverTest extends RuntimeContract {
    static final ContainerSettings WITH_INIT = new ContainerSettings(Optional.empty(), List.of("--init"));

    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home, WITH_INIT, Cgroups.NONE);
    }

    @Override
    protected RunSpec run(Map<String, String> environment, String... command) {
        return TestEngine.run(environment, List.of(command));
    }
}
