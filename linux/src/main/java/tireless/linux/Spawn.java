package tireless.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Starts processes (posix_spawn(3), glibc 2.26 or musl 1.1.22), each in a session of its own, without a helper process in between.
 * Their environment is empty, and their standard error goes nowhere.
 *
 * @param command an absolute path, and its arguments
 * @param input its standard input
 * @param output its standard output
 */
public record Spawn(List<String> command, Descriptor input, Descriptor output) {
    private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";

    // posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t have at most 336 bytes in glibc and musl.
    private static final long STRUCT_BYTES = 512;

    private static final int SET_SIGNAL_DEFAULTS = 0x04;
    private static final int SET_SIGNAL_MASK = 0x08;
    private static final int SET_SESSION = 0x80;
    private static final int READ_WRITE = 2;
    private static final int FIRST_OF_OURS = 3;
    private static final String NOWHERE = "/dev/null";

    private static final class Calls {
        static final NativeCall SPAWN = NativeCall.returningInt("posix_spawn");
        static final NativeCall INIT_ATTRIBUTES = NativeCall.returningInt("posix_spawnattr_init");
        static final NativeCall SET_FLAGS = NativeCall.returningInt("posix_spawnattr_setflags");
        static final NativeCall SET_DEFAULT_SIGNALS = NativeCall.returningInt("posix_spawnattr_setsigdefault");
        static final NativeCall FILL_SIGNALS = NativeCall.returningInt("sigfillset");
        static final NativeCall INIT_ACTIONS = NativeCall.returningInt("posix_spawn_file_actions_init");
        static final NativeCall DESTROY_ACTIONS = NativeCall.returningInt("posix_spawn_file_actions_destroy");
        static final NativeCall ADD_DUPLICATE = NativeCall.returningInt("posix_spawn_file_actions_adddup2");
        static final NativeCall ADD_OPEN = NativeCall.returningInt("posix_spawn_file_actions_addopen");

        /** From glibc 2.34 on. */
        static final Optional<NativeCall> ADD_CLOSE_FROM =
                Optional.of(CLOSE_FROM).filter(NativeCall::exists).map(NativeCall::returningInt);
    }

    /** The same for every start, and only read by it. */
    private static final class Attributes {
        static final MemorySegment STRUCT = make();

        private static MemorySegment make() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment attributes = Arena.global().allocate(STRUCT_BYTES, Long.BYTES);
                check(Calls.INIT_ATTRIBUTES.call(attributes.address()));
                MemorySegment all = arena.allocate(STRUCT_BYTES, Long.BYTES);
                Calls.FILL_SIGNALS.call(all.address());
                check(Calls.SET_DEFAULT_SIGNALS.call(attributes.address(), all.address()));
                // The mask of a fresh attribute is empty.
                check(Calls.SET_FLAGS.call(attributes.address(), SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | SET_SESSION));
                return attributes;
            } catch (SystemCallException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /**
     * Starts it, and returns its number once the program runs in it. It is a child of this process: it stays as a zombie until
     * {@link Pidfd#reap}. Every signal has its default effect in it, none is blocked, and it has no other descriptor of this process; before
     * glibc 2.34, none that was open when this was called.
     *
     * @throws SystemCallException if nothing was started
     */
    public long start() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(STRUCT_BYTES, Long.BYTES);
            check(Calls.INIT_ACTIONS.call(actions.address()));
            try {
                check(Calls.ADD_DUPLICATE.call(actions.address(), input.number(), 0));
                check(Calls.ADD_DUPLICATE.call(actions.address(), output.number(), 1));
                long nowhere = arena.allocateFrom(NOWHERE).address();
                check(Calls.ADD_OPEN.call(actions.address(), 2, nowhere, READ_WRITE, 0));
                closeTheRest(actions);
                MemorySegment pid = arena.allocate(Integer.BYTES, Integer.BYTES);
                check(Calls.SPAWN.call(
                        pid.address(),
                        arena.allocateFrom(command.getFirst()).address(),
                        actions.address(),
                        Attributes.STRUCT.address(),
                        strings(command, arena).address(),
                        strings(List.of(), arena).address()));
                return NativeCall.buffer(pid).getInt(0);
            } finally {
                Calls.DESTROY_ACTIONS.call(actions.address());
            }
        }
    }

    /** The JDK opens most of its files without this. */
    private static void closeTheRest(MemorySegment actions) throws IOException {
        if (Calls.ADD_CLOSE_FROM.isPresent()) {
            check(Calls.ADD_CLOSE_FROM.get().call(actions.address(), FIRST_OF_OURS));
        } else {
            OpenDescriptors.closeOnExec();
        }
    }

    /** An array of pointers to C strings, with a null at its end. */
    private static MemorySegment strings(List<String> strings, Arena arena) {
        MemorySegment array = arena.allocate(Long.BYTES * (strings.size() + 1L), Long.BYTES);
        ByteBuffer pointers = NativeCall.buffer(array);
        strings.forEach(string -> pointers.putLong(arena.allocateFrom(string).address()));
        return array;
    }

    /** These functions return the error number, and leave errno alone. */
    private static void check(long result) throws SystemCallException {
        if (result != 0) {
            throw new SystemCallException("posix_spawn", (int) result);
        }
    }
}
