package tireless.linux;

/** How much a thread steps back for others: setpriority(2), which on Linux counts for each thread by itself. */
public final class ThreadNice {
    private static final NativeCall SET_PRIORITY = NativeCall.returningInt("setpriority");
    private static final int PROCESS = 0;
    private static final int CALLER = 0;

    private ThreadNice() {}

    /** Lets the calling thread, which must be one of the platform, have the processor after others: from 0, as usual, to 19. */
    public static void ofThisThread(int nice) throws SystemCallException {
        SET_PRIORITY.call(PROCESS, CALLER, nice);
    }
}
