package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The two ends of a pipe, both closed on exec (pipe2(2)). */
public record Pipe(Descriptor reading, Descriptor writing) implements AutoCloseable {
    private static final NativeCall PIPE2 = NativeCall.of("pipe2", NativeCall.INT, NativeCall.POINTER, NativeCall.INT);

    public static Pipe open() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pair = arena.allocate(JAVA_INT, 2);
            PIPE2.call(pair, OpenFile.CLOSE_ON_EXEC);
            return new Pipe(new Descriptor(pair.getAtIndex(JAVA_INT, 0)), new Descriptor(pair.getAtIndex(JAVA_INT, 1)));
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
