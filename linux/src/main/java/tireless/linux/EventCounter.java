package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Wakes who waits for its descriptor (eventfd(2)). */
final class EventCounter implements AutoCloseable {
    private static final NativeCall EVENTFD = NativeCall.returningInt("eventfd");
    private static final NativeCall WRITE = NativeCall.returningLong("write");
    private static final int BYTES = 8;

    private final Descriptor descriptor;

    EventCounter() throws SystemCallException {
        descriptor = new Descriptor(EVENTFD.call(0, OpenFile.NON_BLOCKING | OpenFile.CLOSE_ON_EXEC));
    }

    Descriptor descriptor() {
        return descriptor;
    }

    void raise() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(BYTES, BYTES);
            NativeCall.buffer(one).putLong(0, 1);
            WRITE.call(descriptor.number(), one.address(), BYTES);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
