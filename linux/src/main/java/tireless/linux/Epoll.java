package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/** A set of descriptors to wait for (epoll(7)); each is known by a key that is never used twice. */
final class Epoll implements AutoCloseable {
    private static final NativeCall CREATE = NativeCall.of("epoll_create1", NativeCall.INT, NativeCall.INT);
    private static final NativeCall CONTROL = NativeCall.of(
            "epoll_ctl", NativeCall.INT, NativeCall.INT, NativeCall.INT, NativeCall.INT, NativeCall.POINTER);
    private static final NativeCall WAIT = NativeCall.of(
            "epoll_wait", NativeCall.INT, NativeCall.INT, NativeCall.POINTER, NativeCall.INT, NativeCall.INT);
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int READABLE = 1;
    private static final int BATCH = 256;

    // struct epoll_event is packed on x86-64 alone.
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");
    private static final int KEY_OFFSET = PACKED ? 4 : 8;
    private static final int EVENT_BYTES = PACKED ? 12 : 16;

    private final Descriptor descriptor;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment events = arena.allocate((long) EVENT_BYTES * BATCH, 8);

    Epoll() throws SystemCallException {
        descriptor = new Descriptor(CREATE.call(OpenFile.CLOSE_ON_EXEC));
    }

    void add(Descriptor watched, long key) throws SystemCallException {
        try (Arena once = Arena.ofConfined()) {
            MemorySegment event = once.allocate(EVENT_BYTES, 8);
            event.set(JAVA_INT, 0, READABLE);
            event.set(JAVA_LONG_UNALIGNED, KEY_OFFSET, key);
            CONTROL.call(descriptor.number(), ADD, watched.number(), event);
        }
    }

    void remove(Descriptor watched) throws SystemCallException {
        CONTROL.call(descriptor.number(), DELETE, watched.number(), MemorySegment.NULL);
    }

    /** The keys of those that are ready, at least one; waits as long as it takes. One thread at a time. */
    long[] await() throws SystemCallException {
        int count = (int) WAIT.call(descriptor.number(), events, BATCH, -1);
        return LongStream.range(0, count)
                .map(index -> events.get(JAVA_LONG_UNALIGNED, index * EVENT_BYTES + KEY_OFFSET))
                .toArray();
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }
}
