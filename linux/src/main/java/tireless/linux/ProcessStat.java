package tireless.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * One reading of {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param state one letter; Z and X are dead. A process whose first thread has ended, and not all others, is no Z here, but an S
 * @param group the process group's number
 * @param session the session's number, that of the process that made it
 * @param flags the kernel's flags of the process
 * @param used processor time
 * @param startTicks time of start since boot in clock ticks; with the number and the boot id it names a process for ever
 * @param residentBytes resident memory
 */
public record ProcessStat(
        long pid, char state, long group, long session, long flags, Used used, long startTicks, long residentBytes) {
    /** Clock ticks per second, fixed by the kernel's interface to user space (USER_HZ). */
    public static final long TICKS_PER_SECOND = 100;

    private static final int LONGEST = 2048;
    private static final long KERNEL_THREAD = 0x0020_0000;
    private static final int FIELDS = 22;
    private static final int THREADS = 17;

    /**
     * The process that has this number now; empty if there is none that this account may know of.
     *
     * @throws IOException if it could not be found out, as when no descriptor is left
     */
    public static Optional<ProcessStat> of(long pid) throws IOException {
        try (Descriptor file = OpenFile.reading(Path.of("/proc/" + pid + "/stat"))) {
            return parse(new String(OpenFile.read(file, LONGEST), StandardCharsets.ISO_8859_1));
        } catch (SystemCallException failure) {
            return switch (failure.errno()) {
                case Errno.NOENT, Errno.SRCH, Errno.PERM, Errno.ACCES -> Optional.empty();
                default -> throw failure;
            };
        }
    }

    /** The same process now; empty if it is over, also where another one has its number. */
    public Optional<ProcessStat> again() throws IOException {
        return of(pid).filter(now -> now.startTicks == startTicks && now.isAlive());
    }

    /** Reads the file's text; empty if it is not one. The command's name may hold spaces and parentheses. */
    public static Optional<ProcessStat> parse(String text) {
        int open = text.indexOf(" (");
        int close = text.lastIndexOf(") ");
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        StringTokenizer rest = new StringTokenizer(text.substring(close + 2));
        if (rest.countTokens() < FIELDS) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(text.substring(0, open));
            char state = rest.nextToken().charAt(0);
            long[] fields = new long[FIELDS];
            for (int index = 1; index < FIELDS; index++) {
                fields[index] = Long.parseLong(rest.nextToken());
            }
            return Optional.of(new ProcessStat(
                    pid,
                    state == 'Z' && fields[THREADS] > 1 ? 'S' : state,
                    fields[2],
                    fields[3],
                    fields[6],
                    new Used(fields[11] + fields[12], fields[13] + fields[14]),
                    fields[19],
                    fields[21] * PageSize.BYTES));
        } catch (NumberFormatException garbage) {
            return Optional.empty();
        }
    }

    /**
     * Processor time in user and kernel mode, in clock ticks.
     *
     * @param own of the process itself
     * @param reaped of its children that are over and that it waited for, and of theirs
     */
    public record Used(long own, long reaped) {}

    /** Processor time of the process itself, in clock ticks. */
    public long cpuTicks() {
        return used.own();
    }

    /** Whether it still runs, rather than waiting to be reaped. */
    public boolean isAlive() {
        return state != 'Z' && state != 'X';
    }

    /** Whether a signal stopped it, so that another one lets it go on. */
    public boolean isStopped() {
        return state == 'T';
    }

    /** Whether it belongs to the kernel, and so to nobody else. */
    public boolean isKernelThread() {
        return (flags & KERNEL_THREAD) != 0;
    }
}
