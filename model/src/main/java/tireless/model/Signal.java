package tireless.model;

import java.util.Map;

/** The signals of Linux that matter to people, by number (signal(7); the same on x86-64 and aarch64). */
public final class Signal {
    public static final int HUP = 1;
    public static final int INT = 2;
    public static final int KILL = 9;
    public static final int TERM = 15;
    public static final int CONT = 18;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(HUP, "SIGHUP"),
            Map.entry(INT, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(KILL, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(TERM, "SIGTERM"),
            Map.entry(CONT, "SIGCONT"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"));

    private Signal() {}

    /** {@code SIGKILL} for 9; {@code signal 40} for one without a common name. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, "signal " + number);
    }
}
