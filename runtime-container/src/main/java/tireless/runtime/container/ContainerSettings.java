package tireless.runtime.container;

import java.util.List;
import java.util.Optional;

/**
 * How containers are run on this machine.
 *
 * @param engine the program, as a name or a path: podman, docker, or what can stand for one of them; empty takes what there is
 * @param runOptions further options of the engine's {@code run}
 */
public record ContainerSettings(Optional<String> engine, List<String> runOptions) {
    public static final ContainerSettings DEFAULT = new ContainerSettings(Optional.empty(), List.of());

    public ContainerSettings {
        runOptions = List.copyOf(runOptions);
    }
}
