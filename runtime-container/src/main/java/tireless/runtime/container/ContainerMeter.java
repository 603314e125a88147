package tireless.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tireless.linux.ProcessStat;
import tireless.runtime.Usage;

/** What a container uses, as its control groups count it; where it has none of its own, its main process alone is counted. */
final class ContainerMeter {
    private static final String GROUPS = "/sys/fs/cgroup";
    private static final String CPU_MICROS = "usage_usec ";

    private ContainerMeter() {}

    /** Empty if it is over. */
    static Optional<Usage> measure(ContainerProcess process) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(
                    Path.of("/proc", Long.toString(process.main().pid()), "cgroup"));
        } catch (NoSuchFileException over) {
            return Optional.empty();
        }
        if (process.main().again().isEmpty()) {
            return Optional.empty();
        }
        Duration cpu = group(lines, "cpuacct", process.id())
                .flatMap(ContainerMeter::cpu)
                .orElseGet(() -> Duration.ofSeconds(1)
                        .multipliedBy(process.main().cpuTicks())
                        .dividedBy(ProcessStat.TICKS_PER_SECOND));
        OptionalLong memory = group(lines, "memory", process.id())
                .map(group -> first(group, "memory.current", "memory.usage_in_bytes"))
                .orElse(OptionalLong.empty());
        return Optional.of(new Usage(cpu, memory.orElse(process.main().residentBytes())));
    }

    /** The container's own group: the one that is named for it, not one that it made inside. */
    static Optional<Path> group(List<String> lines, String controller, String id) {
        Optional<Path> version1 = lines.stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller))
                .flatMap(parts -> own(Path.of(GROUPS, controller), parts[2], id))
                .findFirst();
        return version1.or(() -> lines.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[0].equals("0"))
                .flatMap(parts -> own(Path.of(GROUPS), parts[2], id))
                .findFirst());
    }

    private static Stream<Path> own(Path root, String path, String id) {
        int at = path.indexOf(id);
        if (at < 0) {
            return Stream.empty();
        }
        int end = path.indexOf('/', at);
        return Stream.of(root.resolve((end < 0 ? path : path.substring(0, end)).substring(1)));
    }

    private static Optional<Duration> cpu(Path group) {
        try {
            OptionalLong nanos = first(group, "cpuacct.usage");
            if (nanos.isPresent()) {
                return Optional.of(Duration.ofNanos(nanos.getAsLong()));
            }
            return Files.readAllLines(group.resolve("cpu.stat")).stream()
                    .filter(line -> line.startsWith(CPU_MICROS))
                    .map(line -> Duration.ofNanos(1000 * Long.parseLong(line.substring(CPU_MICROS.length()))))
                    .findFirst();
        } catch (IOException notCounted) {
            return Optional.empty();
        }
    }

    private static OptionalLong first(Path group, String... names) {
        for (String name : names) {
            try {
                return OptionalLong.of(
                        Long.parseLong(Files.readString(group.resolve(name)).strip()));
            } catch (IOException notCounted) {
                // By another name, or not at all.
            }
        }
        return OptionalLong.empty();
    }
}
