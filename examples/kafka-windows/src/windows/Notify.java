package windows;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Tells the supervisor how this process fares, by sd_notify datagrams, which Java's own sockets can not send. Copy this file into your own
 * worker; the JVM needs {@code --enable-native-access=ALL-UNNAMED}, or the same in the jar's manifest. One thread may use it.
 */
final class Notify {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;

    private static final MethodHandle SOCKET = function(
            "socket",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SENDTO = function(
            "sendto",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));

    private final byte[] address;
    private final int socket;

    /** Of the socket that the environment names; silent where it names none. */
    Notify() {
        String path = System.getenv().getOrDefault("NOTIFY_SOCKET", "");
        this.address = path.getBytes(StandardCharsets.UTF_8);
        this.socket = address.length == 0 ? -1 : open();
        if (path.startsWith("@")) {
            address[0] = 0; // the abstract namespace
        }
    }

    /** Sends lines of {@code NAME=VALUE}. Never blocks; where nobody listens just now, the next report says it all again. */
    void tell(String... fields) {
        if (socket < 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            byte[] text = String.join("\n", fields).getBytes(StandardCharsets.UTF_8);
            MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
            MemorySegment to = arena.allocate(2 + address.length);
            to.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.nativeOrder()), 0, AF_UNIX);
            MemorySegment.copy(address, 0, to, ValueLayout.JAVA_BYTE, 2, address.length);
            // The address each time: a connected socket would stay broken after a restart of the supervisor.
            var _ = (long) SENDTO.invokeExact(
                    socket, message, (long) text.length, MSG_DONTWAIT, to, (int) to.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int open() {
        try {
            return (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
