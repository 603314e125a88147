package tireless.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel knows of a file, and java.nio does not tell: statx(2). Of a symbolic link, the link itself is meant.
 *
 * @param bytesOnDisk what it takes on its disk; less than its size where it has holes
 * @param links how many names it has
 * @param device the file system that it is on, as a number
 */
public record FileStatus(boolean isFolder, long bytesOnDisk, int links, long inode, long device) {
    private static final NativeCall STATX = NativeCall.returningInt("statx");
    private static final int FROM_HERE = -100;
    private static final int NO_FOLLOW = 0x100;
    private static final int TYPE_LINKS_INODE_BLOCKS = 0x1 | 0x4 | 0x100 | 0x400;

    // struct statx, the same on all processors
    private static final int BYTES = 256;
    private static final int LINKS = 16;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int BLOCKS = 48;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;

    private static final int TYPE = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int BLOCK_BYTES = 512;

    /** Empty where there is no such file. */
    public static Optional<FileStatus> of(Path file) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(JAVA_BYTE, name(file));
            MemorySegment status = arena.allocate(BYTES, Long.BYTES);
            STATX.call(FROM_HERE, path.address(), NO_FOLLOW, TYPE_LINKS_INODE_BLOCKS, status.address());
            return Optional.of(of(NativeCall.buffer(status)));
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.NOENT || failure.errno() == Errno.NOTDIR) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** As the kernel has it, with a zero behind it: as a text it may have lost what the locale has no letter for. */
    private static byte[] name(Path file) {
        String text = file.toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 1);
        if (text.chars().allMatch(letter -> letter < 0x80)) {
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        } else {
            // A trailing slash would have a link be followed.
            String raw = file.toUri().getRawPath().replaceFirst("(?<=.)/$", "");
            for (int at = 0; at < raw.length(); at++) {
                boolean escaped = raw.charAt(at) == '%';
                bytes.write(escaped ? Integer.parseInt(raw.substring(at + 1, at + 3), 16) : raw.charAt(at));
                at += escaped ? 2 : 0;
            }
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    private static FileStatus of(ByteBuffer status) {
        return new FileStatus(
                (status.getShort(MODE) & TYPE) == FOLDER,
                status.getLong(BLOCKS) * BLOCK_BYTES,
                status.getInt(LINKS),
                status.getLong(INODE),
                (long) status.getInt(DEVICE_MAJOR) << Integer.SIZE
                        | Integer.toUnsignedLong(status.getInt(DEVICE_MINOR)));
    }
}
