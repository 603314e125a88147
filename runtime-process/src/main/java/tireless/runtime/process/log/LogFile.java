package tireless.runtime.process.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The output file of one attempt, searched for lines. A file that is not there is empty. */
record LogFile(Path path) {
    private static final int BLOCK = 64 * 1024;

    /**
     * What was found going back.
     *
     * @param offset behind the last newline that was wanted, or as far back as it was to go
     * @param newlines how many were found
     */
    record Found(long offset, int newlines) {}

    /** Goes back from {@code end} to {@code floor}, or over as many newlines as are wanted. */
    Found back(long floor, long end, int wanted) throws IOException {
        try (RandomAccessFile file = OutputFiles.read(path)) {
            long before = end;
            for (int found = 1; ; found++) {
                long newline = newlineBefore(file, before, floor);
                if (newline < floor) {
                    return new Found(floor, found - 1);
                }
                if (found == wanted) {
                    return new Found(newline + 1, found);
                }
                before = newline;
            }
        } catch (NoSuchFileException absent) {
            return new Found(floor, 0);
        }
    }

    /** Whether the byte before an offset is a newline. */
    boolean endsLineAt(long offset) throws IOException {
        return back(offset - 1, offset, 1).newlines() == 1;
    }

    /** The first beginning of a line at {@code offset} or within a block behind it; {@code offset} itself where there is none. */
    long lineBehind(long offset) throws IOException {
        if (offset == 0) {
            return 0;
        }
        try (RandomAccessFile file = OutputFiles.read(path)) {
            file.seek(offset - 1);
            byte[] block = new byte[BLOCK];
            int read = Math.max(0, file.read(block));
            for (int at = 0; at < read; at++) {
                long next = offset + at;
                if (block[at] == '\n' && next <= file.length()) {
                    return next;
                }
            }
        } catch (NoSuchFileException absent) {
            return offset;
        }
        return offset;
    }

    /** The offset of the last newline below {@code limit}; less than {@code floor} if there is none down to it. */
    private static long newlineBefore(RandomAccessFile file, long limit, long floor) throws IOException {
        // A short look first: lines are short.
        int size = 512;
        byte[] block = new byte[size];
        for (long to = limit; to > floor; ) {
            int count = (int) Math.min(to - floor, size);
            long from = to - count;
            file.seek(from);
            int read = Math.max(0, file.read(block, 0, count));
            for (int at = read - 1; at >= 0; at--) {
                if (block[at] == '\n') {
                    return from + at;
                }
            }
            to = from;
            if (size < BLOCK) {
                size = BLOCK;
                block = new byte[size];
            }
        }
        return floor - 1;
    }
}
