package tireless.linux;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells which files were written to (inotify(7)). Safe for use by many threads; {@link #modified} by one at a time. */
public final class Inotify implements AutoCloseable {
    private static final NativeCall INIT = NativeCall.returningInt("inotify_init1");
    private static final NativeCall ADD = NativeCall.returningInt("inotify_add_watch");
    private static final NativeCall REMOVE = NativeCall.returningInt("inotify_rm_watch");
    private static final int MODIFY = 2;
    private static final int ONE_SHOT = 0x80000000;
    private static final int HEADER_BYTES = 16;
    private static final int NAME_LENGTH_OFFSET = 12;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Descriptor descriptor;

    public Inotify() throws SystemCallException {
        descriptor = new Descriptor(INIT.call(OpenFile.NON_BLOCKING | OpenFile.CLOSE_ON_EXEC));
    }

    /** Watches a file; the number by which {@link #modified} names it. The same file always has the same number. */
    public int watch(Path file) throws SystemCallException {
        return add(file, MODIFY);
    }

    /** The same, until the file is written to for the first time; its number is then free for another file. */
    public int watchOnce(Path file) throws SystemCallException {
        return add(file, MODIFY | ONE_SHOT);
    }

    private int add(Path file, int events) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            return (int) ADD.call(
                    descriptor.number(), arena.allocateFrom(file.toString()).address(), events);
        }
    }

    /** Ends a watch; harmless if the file is gone. */
    public void forget(int watch) {
        try {
            REMOVE.call(descriptor.number(), watch);
        } catch (SystemCallException alreadyGone) {
            // The kernel drops the watch when the file is removed.
        }
    }

    /** The watches whose files were written to since the last call; -1 among them means that some were lost. Does not wait. */
    public Set<Integer> modified() throws SystemCallException {
        Set<Integer> watches = new LinkedHashSet<>();
        try {
            ByteBuffer events =
                    ByteBuffer.wrap(OpenFile.read(descriptor, BUFFER_BYTES)).order(ByteOrder.nativeOrder());
            int at = 0;
            while (at + HEADER_BYTES <= events.capacity()) {
                watches.add(events.getInt(at));
                at += HEADER_BYTES + events.getInt(at + NAME_LENGTH_OFFSET);
            }
        } catch (SystemCallException failure) {
            if (failure.errno() != Errno.AGAIN) {
                throw failure;
            }
        }
        return watches;
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
