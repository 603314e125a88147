package tireless.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives back the blocks of a part of a file: fallocate(2) with PUNCH_HOLE. Its size and the offsets in it stay as they are. */
public final class FileHole {
    private static final NativeCall FALLOCATE = NativeCall.returningInt("fallocate");
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int TRIED_BYTES = 4096;

    private FileHole() {}

    /**
     * Makes the bytes from {@code offset} to {@code end} read as zeros, and frees the blocks that are wholly among them.
     *
     * @return false if the file system can not do that; then nothing was changed
     */
    public static boolean punch(Path file, long offset, long end) throws SystemCallException {
        try (Descriptor descriptor = OpenFile.writing(file)) {
            FALLOCATE.call(descriptor.number(), PUNCH_HOLE | KEEP_SIZE, offset, end - offset);
            return true;
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.OPNOTSUPP || failure.errno() == Errno.NOSYS) {
                return false;
            }
            throw failure;
        }
    }

    /** Whether the file system of a folder can do that, tried with a small file. */
    public static boolean isPossibleIn(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".hole", "");
        try {
            Files.write(file, new byte[TRIED_BYTES]);
            return punch(file, 0, TRIED_BYTES);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
