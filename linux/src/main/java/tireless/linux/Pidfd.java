package tireless.linux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds on to one process, so that its number can not come to mean another one (pidfd_open(2), Linux 5.3). It becomes readable
 * when the process is over, reaped or not.
 */
public final class Pidfd implements AutoCloseable {
    private static final long PIDFD_OPEN = 434;
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final NativeCall OPEN = NativeCall.syscall("pidfd_open", NativeCall.INT, NativeCall.INT);
    private static final NativeCall SEND =
            NativeCall.syscall("pidfd_send_signal", NativeCall.INT, NativeCall.INT, NativeCall.POINTER, NativeCall.INT);

    private final Descriptor descriptor;

    private Pidfd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Takes hold of the process that has this number now; empty if there is none, or only a zombie that is being reaped. Whether
     * it is the one that is meant is to be checked afterwards, by its start time.
     */
    public static Optional<Pidfd> open(long pid) throws SystemCallException {
        try {
            return Optional.of(new Pidfd(new Descriptor(OPEN.call(PIDFD_OPEN, (int) pid, 0))));
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.SRCH) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Sends a signal; false if the process is over. */
    public boolean send(int signal) throws SystemCallException {
        try {
            SEND.call(PIDFD_SEND_SIGNAL, descriptor.number(), signal, MemorySegment.NULL, 0);
            return true;
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.SRCH) {
                return false;
            }
            throw failure;
        }
    }

    /** Whether the process is over, after at most {@code timeout}. Blocks the thread. */
    public boolean awaitEnd(Duration timeout) throws SystemCallException {
        return Readiness.readable(descriptor, timeout);
    }

    /** For an {@link EventLoop}. */
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
