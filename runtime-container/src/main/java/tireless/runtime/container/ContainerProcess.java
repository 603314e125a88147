package tireless.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.linux.ProcessStat;

/**
 * The main process of a container, and the engine's monitor above it, which hands on what it writes and learns how it ends.
 *
 * @param id of the container
 * @param monitor empty if it was gone already
 */
record ContainerProcess(String id, ProcessStat main, Optional<ProcessStat> monitor) {
    private static final String PARENT = "PPid:";

    /** Empty if the main process is gone already. */
    static Optional<ContainerProcess> of(Containers.Living living) throws IOException {
        Optional<ProcessStat> main = ProcessStat.of(living.pid()).filter(ProcessStat::isAlive);
        OptionalLong parent = parent(living.pid());
        Optional<ProcessStat> monitor = parent.isPresent() && parent.getAsLong() > 1
                ? ProcessStat.of(parent.getAsLong()).filter(ProcessStat::isAlive)
                : Optional.empty();
        return main.map(process -> new ContainerProcess(living.id(), process, monitor));
    }

    /** Whether both go on. */
    boolean isWhole() throws IOException {
        return main.again().isPresent()
                && monitor.isPresent()
                && monitor.get().again().isPresent();
    }

    private static OptionalLong parent(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith(PARENT))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(PARENT.length()).strip()))
                    .findFirst();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
