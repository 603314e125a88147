package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.runtime.Usage;

/** What an attempt uses: as its control group counts it, else as the sum over its session. */
final class Meter {
    private static final String CPU_MICROS = "usage_usec ";

    private final ProcessTable table;
    private final Home home;
    private final BootId boot;

    Meter(ProcessTable table, Home home, BootId boot) {
        this.table = table;
        this.home = home;
        this.boot = boot;
    }

    Usage measure(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> main = folder.main();
        Optional<ProcessIdentity> keeper = folder.keeper();
        if (main.isEmpty() || keeper.isEmpty() || main.get().alive(boot).isEmpty()) {
            return Usage.NONE;
        }
        Optional<StartNote> note = folder.note();
        Optional<Leaf> leaf = note.flatMap(StartNote::group);
        List<ProcessStat> members = leaf.isPresent()
                ? leaf.get().members()
                : table.look().members(keeper.get(), home.token(attempt)).stream()
                        .filter(member -> member.pid() != keeper.get().pid())
                        .toList();
        Optional<Duration> counted = leaf.isPresent() ? cpu(leaf.get().work()) : Optional.empty();
        Optional<Path> memoryGroup = note.flatMap(StartNote::memory);
        OptionalLong used = memoryGroup.isPresent() ? MemoryGroup.used(memoryGroup.get()) : OptionalLong.empty();
        return new Usage(counted.orElseGet(() -> cpu(members)), used.orElseGet(() -> memory(members)));
    }

    private static Optional<Duration> cpu(Path group) throws IOException {
        Path file = group.resolve("cpu.stat");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(CPU_MICROS))
                        .map(line -> Duration.ofNanos(1000 * Long.parseLong(line.substring(CPU_MICROS.length()))))
                        .findFirst()
                : Optional.empty();
    }

    private static Duration cpu(List<ProcessStat> members) {
        long ticks = members.stream().mapToLong(ProcessStat::cpuTicks).sum();
        return Duration.ofSeconds(1).multipliedBy(ticks).dividedBy(ProcessStat.TICKS_PER_SECOND);
    }

    private static long memory(List<ProcessStat> members) {
        return members.stream().mapToLong(ProcessStat::residentBytes).sum();
    }
}
