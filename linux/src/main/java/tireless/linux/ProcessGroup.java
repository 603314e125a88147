package tireless.linux;

/** A process group as a whole (kill(2) with a negative number). */
public final class ProcessGroup {
    private static final NativeCall KILL = NativeCall.returningInt("kill");

    private ProcessGroup() {}

    /** Sends a signal to every member; false if the group has none. Zombies count as members. */
    public static boolean send(long group, int signal) throws SystemCallException {
        if (group <= 1) {
            throw new IllegalArgumentException("not a group of ours: " + group);
        }
        try {
            KILL.call(-group, signal);
            return true;
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.SRCH) {
                return false;
            }
            throw failure;
        }
    }
}
