package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The two ends of a pipe, both closed on exec (pipe2(2)). */
public record Pipe(Descriptor reading, Descriptor writing) implements AutoCloseable {
    private static final NativeCall PIPE2 = NativeCall.returningInt("pipe2");

    public static Pipe open() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(2 * Integer.BYTES, Integer.BYTES);
            PIPE2.call(pair.address(), OpenFile.CLOSE_ON_EXEC);
            return new Pipe(
                    new Descriptor(NativeCall.buffer(pair).getInt(0)),
                    new Descriptor(NativeCall.buffer(pair).getInt(Integer.BYTES)));
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
