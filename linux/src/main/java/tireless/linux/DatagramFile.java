package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A datagram socket that is a file (unix(7)); reading never waits. One reader at a time. */
public final class DatagramFile implements AutoCloseable {
    /** The longest path in bytes that the kernel takes. */
    public static final int LONGEST_PATH = 107;

    private static final NativeCall BIND = NativeCall.returningInt("bind");
    private static final NativeCall RECV = NativeCall.returningLong("recv");
    private static final int LONGEST_DATAGRAM = 64 * 1024;

    private final Path path;
    private final Descriptor descriptor;

    private DatagramFile(Path path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Makes the socket, in place of one that is there; only its owner may send. */
    public static DatagramFile bind(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException(
                    "the socket path has %d bytes, more than %d: %s".formatted(length, LONGEST_PATH, path));
        }
        Files.deleteIfExists(path);
        Descriptor descriptor = UnixSocket.datagram();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = UnixSocket.address(path.toString(), arena);
            BIND.call(descriptor.number(), address.address(), address.byteSize());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return new DatagramFile(path, descriptor);
        } catch (IOException failure) {
            descriptor.close();
            throw failure;
        }
    }

    /** The next datagram; empty if none waits. Longer ones than 64 KiB are cut. */
    public Optional<byte[]> receive() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(LONGEST_DATAGRAM);
            long count = RECV.call(descriptor.number(), buffer.address(), LONGEST_DATAGRAM, 0);
            return Optional.of(buffer.asSlice(0, count).toArray(JAVA_BYTE));
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.AGAIN) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    public Path path() {
        return path;
    }

    /** For an {@link EventLoop}. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Closes the socket and removes its file. */
    @Override
    public void close() throws IOException {
        descriptor.close();
        Files.deleteIfExists(path);
    }
}
