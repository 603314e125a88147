package tireless.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts processes (posix_spawn(3)), each in a session of its own, without a helper process in between.
 *
 * @param command an absolute path, and its arguments
 * @param environment all of the new process's environment
 * @param output its standard output; standard input is empty, standard error goes nowhere
 */
public record Spawn(List<String> command, Map<String, String> environment, Path workingDirectory, Descriptor output) {
    private static final NativeCall SPAWN = NativeCall.returningInt("posix_spawn");
    private static final NativeCall INIT_ATTRIBUTES = NativeCall.returningInt("posix_spawnattr_init");
    private static final NativeCall SET_FLAGS = NativeCall.returningInt("posix_spawnattr_setflags");
    private static final NativeCall SET_DEFAULT_SIGNALS = NativeCall.returningInt("posix_spawnattr_setsigdefault");
    private static final NativeCall FILL_SIGNALS = NativeCall.returningInt("sigfillset");
    private static final NativeCall INIT_ACTIONS = NativeCall.returningInt("posix_spawn_file_actions_init");
    private static final NativeCall DESTROY_ACTIONS = NativeCall.returningInt("posix_spawn_file_actions_destroy");
    private static final NativeCall ADD_CHANGE_FOLDER = NativeCall.returningInt("posix_spawn_file_actions_addchdir_np");
    private static final NativeCall ADD_DUPLICATE = NativeCall.returningInt("posix_spawn_file_actions_adddup2");
    private static final NativeCall ADD_OPEN = NativeCall.returningInt("posix_spawn_file_actions_addopen");

    // posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t have at most 336 bytes in glibc and musl.
    private static final long STRUCT_BYTES = 512;

    private static final int SET_SIGNAL_DEFAULTS = 0x04;
    private static final int SET_SIGNAL_MASK = 0x08;
    private static final int SET_SESSION = 0x80;
    private static final int READ_WRITE = 2;
    private static final String NOWHERE = "/dev/null";

    /**
     * Starts it, and returns its number once it is the program of its own. It is a child of this process: it stays as a zombie until
     * {@link Pidfd#reap}. Every signal has its default effect in it, none is blocked, and it has no other descriptor of this process.
     *
     * @throws SystemCallException if nothing was started
     */
    public long start() throws IOException {
        OpenDescriptors.closeOnExec();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(STRUCT_BYTES, Long.BYTES);
            check(INIT_ACTIONS.call(actions.address()));
            try {
                long nowhere = arena.allocateFrom(NOWHERE).address();
                check(ADD_OPEN.call(actions.address(), 0, nowhere, READ_WRITE, 0));
                check(ADD_DUPLICATE.call(actions.address(), output.number(), 1));
                check(ADD_OPEN.call(actions.address(), 2, nowhere, READ_WRITE, 0));
                check(ADD_CHANGE_FOLDER.call(
                        actions.address(),
                        arena.allocateFrom(workingDirectory.toString()).address()));
                MemorySegment pid = arena.allocate(Integer.BYTES, Integer.BYTES);
                MemorySegment words = strings(command, arena);
                MemorySegment variables = strings(
                        environment.entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .toList(),
                        arena);
                check(SPAWN.call(
                        pid.address(),
                        arena.allocateFrom(command.getFirst()).address(),
                        actions.address(),
                        attributes(arena).address(),
                        words.address(),
                        variables.address()));
                return NativeCall.buffer(pid).getInt(0);
            } finally {
                DESTROY_ACTIONS.call(actions.address());
            }
        }
    }

    private static MemorySegment attributes(Arena arena) throws SystemCallException {
        MemorySegment attributes = arena.allocate(STRUCT_BYTES, Long.BYTES);
        check(INIT_ATTRIBUTES.call(attributes.address()));
        MemorySegment all = arena.allocate(STRUCT_BYTES, Long.BYTES);
        FILL_SIGNALS.call(all.address());
        check(SET_DEFAULT_SIGNALS.call(attributes.address(), all.address()));
        // The mask of a fresh attribute is empty.
        check(SET_FLAGS.call(attributes.address(), SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | SET_SESSION));
        return attributes;
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
