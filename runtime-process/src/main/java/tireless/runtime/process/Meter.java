package tireless.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tireless.linux.OpenFile;
import tireless.linux.ProcessStat;
import tireless.linux.SystemCallException;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.runtime.Usage;

/**
 * What attempts use: as their control groups count it, else as the sum over their processes. Where an attempt has no group of its own, all
 * processes of the machine are looked at, once for all attempts. Where an attempt is counted is read once in its life.
 */
final class Meter {
    private static final String CPU_MICROS = "usage_usec ";
    private static final int LONGEST = 4096;

    private final ProcessTable table;
    private final Home home;
    private final BootId boot;
    private final Map<AttemptId, Counted> known = new HashMap<>();
    private final MemberIndex index = new MemberIndex();

    Meter(ProcessTable table, Home home, BootId boot) {
        this.table = table;
        this.home = home;
        this.boot = boot;
    }

    /**
     * Where an attempt is counted.
     *
     * @param cpu the file in which its control group counts its processor time, if it has one that does
     * @param memory the group that counts its memory, if there is one
     */
    private record Counted(
            ProcessIdentity main,
            ProcessIdentity keeper,
            String token,
            Optional<Leaf> leaf,
            Optional<Path> cpu,
            Optional<Path> memory) {}

    /** What each of them uses; those that do not live are left out. */
    synchronized Map<AttemptId, Usage> measure(Collection<AttemptId> attempts) throws IOException {
        Map<AttemptId, Usage> measured = new HashMap<>();
        MemberIndex.@Nullable Look look = null;
        for (AttemptId attempt : attempts) {
            Optional<Counted> found = counted(attempt);
            if (found.isPresent()) {
                Counted counted = found.get();
                List<ProcessStat> members;
                if (counted.leaf().isPresent()) {
                    members = counted.leaf().get().members();
                } else {
                    look = look == null ? index.look(table.look()) : look;
                    members = look.members(counted.keeper(), counted.token()).stream()
                            .filter(member -> member.pid() != counted.keeper().pid())
                            .toList();
                }
                if (lives(counted.main(), members)) {
                    measured.put(attempt, usage(counted, members));
                }
            }
        }
        return measured;
    }

    private boolean lives(ProcessIdentity main, List<ProcessStat> members) {
        return main.boot().equals(boot)
                && members.stream()
                        .anyMatch(member -> member.pid() == main.pid() && member.startTicks() == main.startTicks());
    }

    /** Forgets where an attempt is counted, which is over. */
    synchronized void forget(AttemptId attempt) {
        known.remove(attempt);
    }

    private Optional<Counted> counted(AttemptId attempt) throws IOException {
        Counted before = known.get(attempt);
        if (before != null) {
            return Optional.of(before);
        }
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> main = folder.main();
        Optional<ProcessIdentity> keeper = folder.keeper();
        Optional<StartNote> note = folder.note();
        if (main.isEmpty() || keeper.isEmpty() || note.isEmpty()) {
            return Optional.empty();
        }
        Optional<Leaf> leaf = note.get().group();
        Counted found = new Counted(
                main.get(),
                keeper.get(),
                home.token(attempt),
                leaf,
                leaf.map(group -> group.work().resolve("cpu.stat"))
                        .filter(file -> cpu(file).isPresent()),
                note.get().memory());
        known.put(attempt, found);
        return Optional.of(found);
    }

    private static Usage usage(Counted counted, List<ProcessStat> members) throws IOException {
        Optional<Duration> cpu = counted.cpu().flatMap(Meter::cpu);
        OptionalLong memory =
                counted.memory().isPresent() ? MemoryGroup.used(counted.memory().get()) : OptionalLong.empty();
        return new Usage(cpu.orElseGet(() -> cpu(members)), memory.orElseGet(() -> memory(members)));
    }

    private static Optional<Duration> cpu(Path file) {
        try (var stat = OpenFile.reading(file)) {
            return new String(OpenFile.read(stat, LONGEST), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(CPU_MICROS))
                    .map(line -> Duration.ofNanos(1000 * Long.parseLong(line.substring(CPU_MICROS.length()))))
                    .findFirst();
        } catch (SystemCallException notCounted) {
            return Optional.empty();
        }
    }

    /** With that of children which are over, as it would shrink when one ends. */
    private static Duration cpu(List<ProcessStat> members) {
        long ticks = members.stream()
                .mapToLong(member -> member.cpuTicks() + member.used().reaped())
                .sum();
        return Duration.ofSeconds(1).multipliedBy(ticks).dividedBy(ProcessStat.TICKS_PER_SECOND);
    }

    private static long memory(List<ProcessStat> members) {
        return members.stream().mapToLong(ProcessStat::residentBytes).sum();
    }
}
