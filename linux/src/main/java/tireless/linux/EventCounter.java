package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Wakes who waits for its descriptor (eventfd(2)). */
final class EventCounter implements AutoCloseable {
    private static final NativeCall EVENTFD = NativeCall.of("eventfd", NativeCall.INT, NativeCall.INT, NativeCall.INT);
    private static final NativeCall WRITE =
            NativeCall.of("write", NativeCall.LONG, NativeCall.INT, NativeCall.POINTER, NativeCall.LONG);
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
            MemorySegment one = arena.allocateFrom(JAVA_LONG, 1L);
            WRITE.call(descriptor.number(), one, (long) BYTES);
        }
    }

    void reset() throws SystemCallException {
        OpenFile.read(descriptor, BYTES);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
