package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sends single datagrams to sockets that are files (unix(7)), as sd_notify(3) does. */
public final class Datagram {
    private static final NativeCall SENDTO = NativeCall.returningLong("sendto");
    private static final int NO_SIGNAL = 0x4000;

    private Datagram() {}

    /** @param address a path, or an abstract name that begins with {@code @} */
    public static void send(String address, byte[] content) throws SystemCallException {
        try (Descriptor socket = UnixSocket.datagram();
                Arena arena = Arena.ofConfined()) {
            MemorySegment to = UnixSocket.address(address, arena);
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, content);
            SENDTO.call(socket.number(), bytes.address(), content.length, NO_SIGNAL, to.address(), to.byteSize());
        }
    }
}
