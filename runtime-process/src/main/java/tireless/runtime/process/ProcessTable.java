package tireless.runtime.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tireless.linux.ProcessStat;

/** Looks through all processes of the machine. Callers that come while one looks share the next look. */
final class ProcessTable {
    private static final File PROC = new File("/proc");
    private static final int MOST_ROUNDS = 20;

    private final AtomicLong begun = new AtomicLong();
    private ProcessSnapshot latest = new ProcessSnapshot(List.of());
    private long latestNumber;

    /**
     * The processes as of a moment after this call began.
     *
     * @throws IOException if they could not all be looked at
     */
    ProcessSnapshot look() throws IOException {
        long before = begun.get();
        synchronized (this) {
            if (latestNumber <= before) {
                latestNumber = begun.incrementAndGet();
                latest = new ProcessSnapshot(read());
            }
            return latest;
        }
    }

    /**
     * Whoever ends between the listing and the look at it may have started others after the listing: so those are looked for as well.
     * Each round is shorter than the one before, and soon shorter than the life of any process.
     */
    private static List<ProcessStat> read() throws IOException {
        List<ProcessStat> processes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int gone;
        int round = 0;
        do {
            gone = seen.size() - processes.size();
            for (String name : names()) {
                if (Character.isDigit(name.charAt(0)) && seen.add(name)) {
                    living(Long.parseLong(name)).ifPresent(processes::add);
                }
            }
            round++;
        } while (seen.size() - processes.size() > gone && round < MOST_ROUNDS);
        long self = ProcessHandle.current().pid();
        processes.removeIf(process -> process.isKernelThread() || process.pid() == self);
        return processes;
    }

    private static Optional<ProcessStat> living(long pid) throws IOException {
        return ProcessStat.of(pid).filter(ProcessStat::isAlive);
    }

    private static String[] names() throws IOException {
        String[] names = PROC.list();
        if (names == null) {
            throw new IOException("/proc can not be listed");
        }
        return names;
    }
}
