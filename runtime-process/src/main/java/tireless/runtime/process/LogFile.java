package tireless.runtime.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The output file of one attempt, read from the end. A file that is not there is empty. */
record LogFile(Path path, boolean complete) {
    private static final int BLOCK = 64 * 1024;

    /**
     * A place in the file.
     *
     * @param offset where the last lines begin
     * @param lines how many they are
     */
    record Place(long offset, int lines) {}

    /** Behind the last line that counts: an unfinished one does so only in a complete file. */
    long end() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return complete ? file.length() : newlineBefore(file, file.length()) + 1;
        } catch (FileNotFoundException absent) {
            return 0;
        }
    }

    /** Where the last {@code wanted} lines before {@code end} begin. */
    Place last(int wanted, long end) throws IOException {
        if (wanted == 0 || end == 0) {
            return new Place(end, 0);
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long before = end - 1;
            for (int lines = 1; ; lines++) {
                long newline = newlineBefore(file, before);
                if (newline < 0 || lines == wanted) {
                    return new Place(newline + 1, lines);
                }
                before = newline;
            }
        }
    }

    /** The first beginning of a line at {@code offset} or within a block behind it; {@code offset} itself where there is none. */
    long lineBehind(long offset) throws IOException {
        if (offset == 0) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(offset - 1);
            byte[] block = new byte[BLOCK];
            int read = Math.max(0, file.read(block));
            for (int at = 0; at < read; at++) {
                long next = offset + at;
                if (block[at] == '\n' && next < file.length()) {
                    return next;
                }
            }
        }
        return offset;
    }

    /** Hands the bytes from {@code offset} to {@code end} to the splitter. */
    void read(long offset, long end, LineSplitter splitter) throws IOException {
        if (offset >= end) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(offset);
            byte[] block = new byte[BLOCK];
            for (long left = end - offset; left > 0; ) {
                int count = file.read(block, 0, (int) Math.min(left, BLOCK));
                if (count < 0) {
                    return;
                }
                splitter.add(block, count);
                left -= count;
            }
        }
    }

    /** The offset of the last newline below {@code limit}; -1 if there is none. */
    private static long newlineBefore(RandomAccessFile file, long limit) throws IOException {
        // A short look first: lines are short.
        int size = 512;
        byte[] block = new byte[size];
        for (long to = limit; to > 0; ) {
            int count = (int) Math.min(to, size);
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
        return -1;
    }
}
