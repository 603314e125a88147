package tireless.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of a database file and of its log, one by one, whatever the state of the rest (sqlite.org/fileformat.html). */
final class Pages {
    private static final int USUAL_SIZE = 4096;
    private static final int SIZE_AT = 16;
    private static final int LOG_HEADER = 32;
    private static final int FRAME = 24;
    private static final int SALTS_AT = 8;
    private static final int LOG_SALTS_AT = 16;

    private final int size;
    private final List<ByteBuffer> all = new ArrayList<>();
    private final Map<Integer, ByteBuffer> newest = new HashMap<>();

    private Pages(int size) {
        this.size = size;
    }

    /** Reads a file, and what its present log has. A page that is cut short is left out. */
    static Pages read(Path file) throws IOException {
        ByteBuffer bytes = map(file);
        Pages pages = new Pages(pageSize(bytes));
        for (int at = 0; at + pages.size <= bytes.limit(); at += pages.size) {
            pages.add(at / pages.size + 1, bytes.slice(at, pages.size));
        }
        Path log = Soundness.log(file);
        if (Files.exists(log)) {
            pages.addFrames(map(log));
        }
        return pages;
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    private static int pageSize(ByteBuffer file) {
        int written = file.limit() < SIZE_AT + 2 ? 0 : Short.toUnsignedInt(file.getShort(SIZE_AT));
        return written >= 512 && Integer.bitCount(written) == 1 ? written : USUAL_SIZE;
    }

    private void addFrames(ByteBuffer log) {
        for (int at = LOG_HEADER; at + FRAME + size <= log.limit(); at += FRAME + size) {
            // Frames of an earlier round of the log are older than the file.
            if (log.getLong(at + SALTS_AT) == log.getLong(LOG_SALTS_AT)) {
                add(log.getInt(at), log.slice(at + FRAME, size));
            }
        }
    }

    private void add(int number, ByteBuffer page) {
        all.add(page);
        newest.put(number, page);
    }

    int size() {
        return size;
    }

    /** Every page, also in its older states; the first of the file is the first. */
    List<ByteBuffer> all() {
        return List.copyOf(all);
    }

    Optional<ByteBuffer> page(int number) {
        return Optional.ofNullable(newest.get(number));
    }
}
