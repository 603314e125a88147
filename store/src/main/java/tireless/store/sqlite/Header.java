package tireless.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tireless.model.TirelessException;

/** The first bytes of a database (sqlite.org/fileformat.html), looked at before SQLite does. */
final class Header {
    private static final String MAGIC = "SQLite format 3\0";
    private static final int SMALLEST_PAGE = 512;
    private static final int PAGE_SIZE_AT = 16;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int VALID_FOR_AT = 92;

    private Header() {}

    /**
     * Refuses what SQLite would not: an empty or very short file, which it takes for a new one and fills, and a file whose end is
     * missing, of which it makes the best.
     *
     * @param log the write-ahead log; while it holds something, the file alone may be incomplete
     * @throws TirelessException if the file is damaged
     */
    static void check(Path file, Path log, Failures failures) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(SMALLEST_PAGE);
        }
        if (bytes.length == 0) {
            throw failures.damaged("it is empty");
        }
        if (bytes.length < SMALLEST_PAGE || !new String(bytes, StandardCharsets.ISO_8859_1).startsWith(MAGIC)) {
            throw failures.damaged("it is no SQLite database");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        boolean countIsValid = header.getInt(CHANGES_AT) == header.getInt(VALID_FOR_AT);
        boolean logIsEmpty = !Files.exists(log) || Files.size(log) == 0;
        long pages = Integer.toUnsignedLong(header.getInt(PAGES_AT));
        if (countIsValid && logIsEmpty && Files.size(file) < pages * pageSize(header)) {
            throw failures.damaged("its end is missing");
        }
    }

    /** 65536 is written as 1. */
    private static long pageSize(ByteBuffer header) {
        int written = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
        return written == 1 ? 65_536 : written;
    }
}
