package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** A set of descriptors to wait for (epoll(7)); each is known by a key that is never used twice. */
final class Epoll implements AutoCloseable {
    private static final NativeCall CREATE = NativeCall.returningInt("epoll_create1");
    private static final NativeCall CONTROL = NativeCall.returningInt("epoll_ctl");
    private static final NativeCall WAIT = NativeCall.returningInt("epoll_wait");
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
            NativeCall.buffer(event).putInt(0, READABLE).putLong(KEY_OFFSET, key);
            CONTROL.call(descriptor.number(), ADD, watched.number(), event.address());
        }
    }

    void remove(Descriptor watched) throws SystemCallException {
        CONTROL.call(descriptor.number(), DELETE, watched.number(), 0);
    }

    /** The keys of those that are ready, at least one; waits as long as it takes. One thread at a time. */
    long[] await() throws SystemCallException {
        int count = (int) WAIT.call(descriptor.number(), events.address(), BATCH, -1);
        ByteBuffer buffer = NativeCall.buffer(events);
        return IntStream.range(0, count)
                .mapToLong(index -> buffer.getLong(index * EVENT_BYTES + KEY_OFFSET))
                .toArray();
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }
}
