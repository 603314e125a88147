package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.linux.ProcessStat;

/**
 * The control group of one attempt (cgroups(7)): {@code keeper} holds the keeper, {@code work} the command and all that comes
 * of it.
 */
record Leaf(Path path) {
    /** The leaf at this path, if the group is still there. */
    static Optional<Leaf> at(Path path) {
        Leaf leaf = new Leaf(path);
        return Files.isDirectory(leaf.work()) ? Optional.of(leaf) : Optional.empty();
    }

    Path work() {
        return path.resolve("work");
    }

    Path keeper() {
        return path.resolve("keeper");
    }

    /** Whether no process is in it. */
    boolean isEmpty() throws IOException {
        Path events = work().resolve("cgroup.events");
        return Files.exists(events)
                ? Files.readString(events).contains("populated 0")
                : Files.size(work().resolve("cgroup.procs")) == 0 && members().isEmpty();
    }

    /** Kills all that is in it, where the kernel does so at one word (Linux 5.14). */
    void kill() throws IOException {
        Path kill = work().resolve("cgroup.kill");
        if (Files.exists(kill)) {
            Files.writeString(kill, "1");
        }
    }

    /** The living processes in it. */
    List<ProcessStat> members() throws IOException {
        List<ProcessStat> members = new ArrayList<>();
        for (long pid : numbers()) {
            ProcessStat.of(pid).filter(ProcessStat::isAlive).ifPresent(members::add);
        }
        return members;
    }

    /** The numbers of the processes in it; some may wait to be reaped. */
    List<Long> numbers() throws IOException {
        return Files.readAllLines(work().resolve("cgroup.procs")).stream()
                .map(Long::valueOf)
                .toList();
    }
}
