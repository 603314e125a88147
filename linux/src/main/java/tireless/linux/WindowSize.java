package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How many characters a terminal shows: TIOCGWINSZ of ioctl(2).
 *
 * @param rows at least one
 * @param columns at least one
 */
public record WindowSize(int rows, int columns) {
    private static final long TIOCGWINSZ = 0x5413;
    private static final int BYTES = 8;
    private static final long STANDARD_OUTPUT = 1;

    /** The size of the terminal that is the standard output; empty where that is none, or one without a size. */
    public static Optional<WindowSize> ofOutput() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(BYTES);
            NativeCall.returningInt("ioctl").call(STANDARD_OUTPUT, TIOCGWINSZ, size.address());
            ByteBuffer read = NativeCall.buffer(size);
            int rows = Short.toUnsignedInt(read.getShort(0));
            int columns = Short.toUnsignedInt(read.getShort(2));
            return rows == 0 || columns == 0 ? Optional.empty() : Optional.of(new WindowSize(rows, columns));
        } catch (SystemCallException notATerminal) {
            return Optional.empty();
        }
    }
}
