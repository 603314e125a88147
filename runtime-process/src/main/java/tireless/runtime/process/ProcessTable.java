package tireless.runtime.process;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tireless.linux.ProcessStat;

/** Looks through all processes of the machine. Callers that come while one looks share the next look. */
final class ProcessTable {
    private static final File PROC = new File("/proc");

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

    private static List<ProcessStat> read() throws IOException {
        String[] names = PROC.list();
        if (names == null) {
            throw new IOException("/proc can not be listed");
        }
        List<ProcessStat> processes = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                ProcessStat.of(Long.parseLong(name))
                        .filter(stat -> stat.isAlive() && !stat.isKernelThread() && stat.pid() != self)
                        .ifPresent(processes::add);
            }
        }
        return processes;
    }
}
