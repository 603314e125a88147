package tireless.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** One function of the C library whose negative result means an error in errno. Immutable, safe for use by many threads. */
final class NativeCall {
    static final MemoryLayout INT = JAVA_INT;
    static final MemoryLayout LONG = JAVA_LONG;
    static final MemoryLayout POINTER = ADDRESS;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String name;
    private final MethodHandle handle;

    private NativeCall(String name, MethodHandle handle) {
        this.name = name;
        int arguments = handle.type().parameterCount();
        this.handle = handle.asSpreader(Object[].class, arguments)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    static NativeCall of(String name, MemoryLayout result, MemoryLayout... arguments) {
        return linked(name, name, FunctionDescriptor.of(result, arguments));
    }

    /** A system call without a wrapper in every C library: syscall(2), with the number as first argument. */
    static NativeCall syscall(String name, MemoryLayout... arguments) {
        MemoryLayout[] all = new MemoryLayout[arguments.length + 1];
        all[0] = JAVA_LONG;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return linked(name, "syscall", FunctionDescriptor.of(JAVA_LONG, all), Linker.Option.firstVariadicArg(1));
    }

    private static NativeCall linked(
            String name, String symbol, FunctionDescriptor descriptor, Linker.Option... further) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] options = Arrays.copyOf(further, further.length + 1);
        options[further.length] = Linker.Option.captureCallState("errno");
        MemorySegment address = linker.defaultLookup().findOrThrow(symbol);
        MethodHandle handle = linker.downcallHandle(address, descriptor, options);
        return new NativeCall(name, handle);
    }

    /**
     * Calls it, again while a signal interrupts it.
     *
     * @return what it returned, zero or more
     * @throws SystemCallException if it returned less than zero
     */
    long call(Object... arguments) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            while (true) {
                long result = ((Number) (Object) handle.invokeExact(all)).longValue();
                if (result >= 0) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != Errno.INTR) {
                    throw new SystemCallException(name, errno);
                }
            }
        } catch (SystemCallException | RuntimeException | Error expected) {
            throw expected;
        } catch (Throwable impossible) {
            throw new IllegalStateException(name, impossible);
        }
    }
}
