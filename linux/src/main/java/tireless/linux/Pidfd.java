package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Holds on to one process, so that its number can not come to mean another one (pidfd_open(2), Linux 5.4 with all that is used here). It becomes readable
 * when the process is over, reaped or not.
 */
public final class Pidfd implements AutoCloseable {
    private static final NativeCall OPEN = NativeCall.system("pidfd_open", 434);
    private static final NativeCall SEND = NativeCall.system("pidfd_send_signal", 424);

    private static final NativeCall WAIT = NativeCall.returningInt("waitid");
    private static final int BY_PIDFD = 3;
    private static final int ENDED = 4;
    private static final int NOT_WAITING = 1;

    private static final long SIGINFO_BYTES = 128;
    private static final int SIGINFO_CODE = 8;
    private static final int SIGINFO_PID = 16;
    private static final int SIGINFO_STATUS = 24;
    private static final int EXITED = 1;
    private static final int SIGNALS = 128;

    private final Descriptor descriptor;

    private Pidfd(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Takes hold of the process that has this number now; empty if there is none, only a zombie that is being reaped, or a thread of
     * another process. Whether it is the one that is meant is to be checked afterwards, by its start time.
     */
    public static Optional<Pidfd> open(long pid) throws SystemCallException {
        try {
            return Optional.of(new Pidfd(new Descriptor(OPEN.call(pid, 0))));
        } catch (SystemCallException failure) {
            // A number that was reaped in this very moment is ESRCH or EINVAL, one of a thread EINVAL or ENOENT, as the
            // kernel is old or new.
            boolean none = failure.errno() == Errno.SRCH
                    || (pid > 0 && (failure.errno() == Errno.INVAL || failure.errno() == Errno.NOENT));
            if (none) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Sends a signal; false if the process is over. */
    public boolean send(int signal) throws SystemCallException {
        try {
            SEND.call(descriptor.number(), signal, 0, 0);
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

    /** Lets a child of this process go that is over, so that it is no zombie any more (waitid(2), Linux 5.4); harmless for any other. */
    public void reap() throws SystemCallException {
        try {
            WAIT.call(BY_PIDFD, descriptor.number(), 0, ENDED | NOT_WAITING);
        } catch (SystemCallException failure) {
            if (failure.errno() != Errno.CHILD) {
                throw failure;
            }
        }
    }

    /**
     * The same for a child whose exit status matters (waitid(2), siginfo_t).
     *
     * @return the status as a shell sees it, 128 and the number for a signal; empty if it is not over, or no child of this process
     */
    public OptionalInt reapWithStatus() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            WAIT.call(BY_PIDFD, descriptor.number(), info.address(), ENDED | NOT_WAITING);
            ByteBuffer fields = NativeCall.buffer(info);
            if (fields.getInt(SIGINFO_PID) == 0) {
                return OptionalInt.empty();
            }
            int status = fields.getInt(SIGINFO_STATUS);
            return OptionalInt.of(fields.getInt(SIGINFO_CODE) == EXITED ? status : SIGNALS + status);
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.CHILD) {
                return OptionalInt.empty();
            }
            throw failure;
        }
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
