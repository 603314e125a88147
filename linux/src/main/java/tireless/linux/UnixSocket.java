package tireless.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Sockets of the family AF_UNIX and their addresses (unix(7)). */
final class UnixSocket {
    private static final NativeCall SOCKET = NativeCall.returningInt("socket");
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int FAMILY_BYTES = 2;

    private UnixSocket() {}

    static Descriptor datagram() throws SystemCallException {
        int type = SOCK_DGRAM | OpenFile.NON_BLOCKING | OpenFile.CLOSE_ON_EXEC;
        return new Descriptor(SOCKET.call(AF_UNIX, type, 0));
    }

    static MemorySegment address(String name, Arena arena) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = name.startsWith("@");
        // A path ends with a zero byte; an abstract name begins with one, in place of the @.
        MemorySegment address = arena.allocate(FAMILY_BYTES + bytes.length + (isAbstract ? 0L : 1L), FAMILY_BYTES);
        NativeCall.buffer(address).putShort((short) AF_UNIX).put(bytes);
        if (isAbstract) {
            NativeCall.buffer(address).put(FAMILY_BYTES, (byte) 0);
        }
        return address;
    }
}
