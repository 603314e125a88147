package tireless.linux;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Named pipes (fifo(7)). */
public final class Fifo {
    private static final NativeCall MKFIFO = NativeCall.returningInt("mkfifo");
    private static final int OWNER_ONLY = 0600;

    private Fifo() {}

    /** Makes one that its owner alone may open. */
    public static void make(Path path) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MKFIFO.call(arena.allocateFrom(path.toString()).address(), OWNER_ONLY);
        }
    }

    /**
     * Whether some process holds it open for reading: without one, a non-blocking open for writing gives ENXIO. False if the file
     * does not exist.
     */
    public static boolean isHeld(Path path) throws SystemCallException {
        try (Descriptor opened = OpenFile.writingAtOnce(path)) {
            return opened.number() >= 0;
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.NXIO || failure.errno() == Errno.NOENT) {
                return false;
            }
            throw failure;
        }
    }
}
