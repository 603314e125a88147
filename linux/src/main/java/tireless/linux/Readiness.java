package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Waits until one descriptor has something to tell (poll(2)). */
public final class Readiness {
    private static final NativeCall POLL = NativeCall.returningInt("poll");
    private static final int READABLE = 0x001;
    private static final int PRIORITY = 0x002;
    private static final int WRITABLE = 0x004;
    private static final int POLLFD_BYTES = 8;

    private Readiness() {}

    /** Whether it became readable (for a pidfd: the process is over) within {@code timeout}. Blocks the thread. */
    public static boolean readable(Descriptor descriptor, Duration timeout) throws SystemCallException {
        return poll(descriptor, READABLE, timeout);
    }

    /** Whether it reported a change (cgroup.events, see cgroups(7)) within {@code timeout}. Blocks the thread. */
    public static boolean changed(Descriptor descriptor, Duration timeout) throws SystemCallException {
        return poll(descriptor, PRIORITY, timeout);
    }

    /** Whether it takes more, or never will, within {@code timeout}. Blocks the thread. */
    static boolean writable(Descriptor descriptor, Duration timeout) throws SystemCallException {
        return poll(descriptor, WRITABLE, timeout);
    }

    /** Lets {@code duration} pass: for what the kernel tells nobody about. */
    public static void pause(Duration duration) throws SystemCallException {
        POLL.call(0, 0, millis(duration));
    }

    private static boolean poll(Descriptor descriptor, int events, Duration timeout) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pollfd = arena.allocate(POLLFD_BYTES, 4);
            NativeCall.buffer(pollfd).putInt(0, descriptor.number()).putShort(4, (short) events);
            return POLL.call(pollfd.address(), 1, millis(timeout)) > 0;
        }
    }

    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 0, Integer.MAX_VALUE);
    }
}
