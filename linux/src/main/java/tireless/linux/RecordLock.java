package tireless.linux;

import static tireless.linux.NativeCall.buffer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Locks on bytes of a file, as {@code FileChannel} takes them (fcntl_locking(2)). To ask for one takes none, and needs no right to
 * write: who wants the lock at the same moment gets it.
 */
public final class RecordLock {
    private static final NativeCall FCNTL = NativeCall.returningInt("fcntl");
    private static final int GETLK = 5;
    private static final short WRITE = 1;
    private static final short UNLOCKED = 2;
    private static final int STRUCT_BYTES = 32;
    private static final int WORD = 8;
    private static final int START = 8;
    private static final int LENGTH = 16;
    private static final int PID = 24;

    private RecordLock() {}

    /**
     * The process that has locked the byte at {@code position} of a file; empty if no other one has, or there is no such file that this
     * account may read. It is 0 where that process is in another namespace, and has no number here.
     *
     * <p>A process that has a lock on the file itself must not ask: the kernel takes its locks away.
     */
    public static OptionalLong owner(Path file, long position) throws SystemCallException {
        try (Descriptor opened = OpenFile.reading(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(STRUCT_BYTES, WORD);
            ByteBuffer lock = buffer(segment);
            lock.putShort(0, WRITE).putLong(START, position).putLong(LENGTH, 1);
            FCNTL.call(opened.number(), GETLK, segment.address());
            return lock.getShort(0) == UNLOCKED ? OptionalLong.empty() : OptionalLong.of(lock.getInt(PID));
        } catch (SystemCallException failure) {
            return switch (failure.errno()) {
                case Errno.NOENT, Errno.NOTDIR, Errno.ACCES -> OptionalLong.empty();
                default -> throw failure;
            };
        }
    }
}
