package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** The two ends of a pipe, both closed on exec (pipe2(2)). */
public record Pipe(Descriptor reading, Descriptor writing) implements AutoCloseable {
    private static final NativeCall PIPE2 = NativeCall.returningInt("pipe2");
    private static final NativeCall CONTROL = NativeCall.returningInt("fcntl");
    private static final NativeCall WRITE = NativeCall.returningLong("write");
    private static final int SET_STATUS_FLAGS = 4;

    public static Pipe open() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(2 * Integer.BYTES, Integer.BYTES);
            PIPE2.call(pair.address(), OpenFile.CLOSE_ON_EXEC);
            return new Pipe(
                    new Descriptor(NativeCall.buffer(pair).getInt(0)),
                    new Descriptor(NativeCall.buffer(pair).getInt(Integer.BYTES)));
        }
    }

    /**
     * Writes all of it, which is done at once unless it is more than the pipe holds. Blocks the thread.
     *
     * @return false if nobody has read it on within {@code patience}; a part is written then
     * @throws SystemCallException with {@link Errno#PIPE} if there is no reader any more
     */
    public boolean write(byte[] bytes, Duration patience) throws SystemCallException {
        CONTROL.call(writing.number(), SET_STATUS_FLAGS, OpenFile.NON_BLOCKING);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rest = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, rest, JAVA_BYTE, 0, bytes.length);
            while (rest.byteSize() > 0) {
                try {
                    rest = rest.asSlice(WRITE.call(writing.number(), rest.address(), rest.byteSize()));
                } catch (SystemCallException failure) {
                    if (failure.errno() != Errno.AGAIN) {
                        throw failure;
                    }
                    if (!Readiness.writable(writing, patience)) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** What is there to read at this moment, at most {@code limit} bytes; empty if nothing is. Never blocks. */
    public byte[] readAtOnce(int limit) throws SystemCallException {
        CONTROL.call(reading.number(), SET_STATUS_FLAGS, OpenFile.NON_BLOCKING);
        try {
            return OpenFile.read(reading, limit);
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.AGAIN) {
                return new byte[0];
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
