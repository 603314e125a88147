package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** open(2) and read(2) with the flags that java.nio does not have. Every descriptor is closed on exec. */
public final class OpenFile {
    private static final NativeCall OPEN = NativeCall.returningInt("open");
    private static final NativeCall READ = NativeCall.returningLong("read");
    private static final int WRITE_ONLY = 1;
    static final int NON_BLOCKING = 0x800;
    static final int CLOSE_ON_EXEC = 0x80000;

    private OpenFile() {}

    /** Opens for reading. */
    public static Descriptor reading(Path path) throws SystemCallException {
        return open(path, CLOSE_ON_EXEC);
    }

    /** Opens for writing what is there already. */
    static Descriptor writing(Path path) throws SystemCallException {
        return open(path, WRITE_ONLY | CLOSE_ON_EXEC);
    }

    static Descriptor writingAtOnce(Path path) throws SystemCallException {
        return open(path, WRITE_ONLY | NON_BLOCKING | CLOSE_ON_EXEC);
    }

    private static Descriptor open(Path path, int flags) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            return new Descriptor(OPEN.call(arena.allocateFrom(path.toString()).address(), flags, 0));
        }
    }

    /** What is there to read at once, at most {@code limit} bytes; empty at the end of the file or when all writers are gone. */
    public static byte[] read(Descriptor descriptor, int limit) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(limit);
            long count = READ.call(descriptor.number(), buffer.address(), limit);
            return buffer.asSlice(0, count).toArray(JAVA_BYTE);
        }
    }
}
