package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One function of the C library that takes up to six integers or pointers. Immutable, safe for use by many threads.
 *
 * <p>All functions are called through the same method handle, as taking six machine words and returning one: in the calling conventions
 * of x86-64 and aarch64 an integer or a pointer is a word in a register, and a word too many is not looked at. A handle for
 * each function's own type would cost some 20 generated classes per type at each start.
 */
final class NativeCall {
    private static final int MOST_ARGUMENTS = 6;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final int ERRNO = (int) STATE.byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle SIX_WORDS = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private final String name;
    private final MemorySegment function;
    private final boolean returnsInt;
    private final long[] first;

    private NativeCall(String name, MemorySegment function, boolean returnsInt, long... first) {
        this.name = name;
        this.function = function;
        this.returnsInt = returnsInt;
        this.first = first;
    }

    /** A function that returns {@code int}. */
    static NativeCall returningInt(String name) {
        return new NativeCall(name, find(name), true);
    }

    /** A function that returns {@code long} or {@code ssize_t}. */
    static NativeCall returningLong(String name) {
        return new NativeCall(name, find(name), false);
    }

    /** A system call without a wrapper in every C library: syscall(2). */
    static NativeCall system(String name, long number) {
        return new NativeCall(name, find("syscall"), false, number);
    }

    /** Whether the C library has a function of this name. */
    static boolean exists(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    private static MemorySegment find(String symbol) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(symbol);
    }

    /**
     * Calls it, again while a signal interrupts it.
     *
     * @return what it returned, zero or more
     * @throws SystemCallException if it returned less than zero
     */
    long call(long... arguments) throws SystemCallException {
        return call(true, arguments);
    }

    /** The same, but not again when a signal interrupts it. */
    long callOnce(long... arguments) throws SystemCallException {
        return call(false, arguments);
    }

    private long call(boolean again, long... arguments) throws SystemCallException {
        long[] words = Arrays.copyOf(first, MOST_ARGUMENTS);
        System.arraycopy(arguments, 0, words, first.length, arguments.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            while (true) {
                long word = (long) SIX_WORDS.invokeExact(
                        function, state, words[0], words[1], words[2], words[3], words[4], words[5]);
                long result = returnsInt ? (int) word : word;
                if (result >= 0) {
                    return result;
                }
                int errno = buffer(state).getInt(ERRNO);
                if (errno != Errno.INTR || !again) {
                    throw new SystemCallException(name, errno);
                }
            }
        } catch (SystemCallException | RuntimeException | Error expected) {
            throw expected;
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }

    /** The bytes of a C struct; unlike the segment's own accessors, a buffer needs no method handle for each type. */
    static ByteBuffer buffer(MemorySegment struct) {
        return struct.asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
