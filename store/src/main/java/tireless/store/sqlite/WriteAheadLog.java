package tireless.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The frames of a write-ahead log (sqlite.org/fileformat.html, section 4), looked at before SQLite does: it takes a log up to the
 * first frame that is not as it was written, and says nothing of those behind it.
 */
final class WriteAheadLog {
    private static final int MAGIC = 0x377f0682;
    private static final int HEADER = 32;
    private static final int FRAME = 24;

    /** Where in a frame the size of the database stands; it is above 0 for the last frame of a transaction. */
    private static final int COMMIT_AT = 4;

    private static final int SALTS_AT = 8;
    private static final int SUMS_AT = 16;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 65_536;

    private final ByteBuffer bytes;
    private final ByteOrder order;
    private final long salts;
    private final int size;

    /** The running sums, which go on from frame to frame. */
    private int first;

    private int second;

    private WriteAheadLog(ByteBuffer bytes, int pageSize) {
        this.bytes = bytes;
        this.order = (bytes.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.salts = bytes.getLong(16);
        this.size = FRAME + pageSize;
    }

    /**
     * What is wrong with a log; empty where nothing is, or where what is broken is the last transaction: a crash leaves that, and then
     * it was never reported as done.
     */
    static Optional<String> damage(Path log) throws IOException {
        Optional<String> found = scan(log);
        // Somebody may write at this moment: what was half written then is not so any more.
        return found.isPresent() && scan(log).equals(found) ? found : Optional.empty();
    }

    private static Optional<String> scan(Path log) throws IOException {
        // Frames are written when the header is safe, so a log that has none may have any header.
        if (!Files.exists(log) || Files.size(log) <= HEADER) {
            return Optional.empty();
        }
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(log)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        int pageSize = bytes.getInt(8);
        boolean isLog = (bytes.getInt(0) & ~1) == MAGIC
                && Integer.bitCount(pageSize) == 1
                && pageSize >= SMALLEST_PAGE
                && pageSize <= LARGEST_PAGE;
        if (isLog) {
            WriteAheadLog written = new WriteAheadLog(bytes, pageSize);
            if (written.headIsWhole()) {
                return written.damageOfFrames(log.getFileName());
            }
        }
        return Optional.of("the head of " + log.getFileName() + " is not as it was written");
    }

    private boolean headIsWhole() {
        add(0, FRAME);
        return bytes.getInt(FRAME) == first && bytes.getInt(FRAME + 4) == second;
    }

    private Optional<String> damageOfFrames(Path name) {
        int frame = HEADER;
        int number = 1;
        while (frame + size <= bytes.limit() && isWhole(frame)) {
            frame += size;
            number++;
        }
        return isFollowedByAnotherTransaction(frame)
                ? Optional.of("frame %d of %s is not as it was written".formatted(number, name))
                : Optional.empty();
    }

    private boolean isWhole(int frame) {
        if (bytes.getLong(frame + SALTS_AT) != salts) {
            return false;
        }
        add(frame, SALTS_AT);
        add(frame + FRAME, size - FRAME);
        return bytes.getInt(frame + SUMS_AT) == first && bytes.getInt(frame + SUMS_AT + 4) == second;
    }

    /** A transaction is begun when the one before it is safe, all its frames. */
    private boolean isFollowedByAnotherTransaction(int broken) {
        boolean committed = false;
        for (int frame = broken; frame + size <= bytes.limit(); frame += size) {
            boolean ours = bytes.getLong(frame + SALTS_AT) == salts;
            if (ours && committed) {
                return true;
            }
            committed |= ours && bytes.getInt(frame + COMMIT_AT) != 0;
        }
        return false;
    }

    private void add(int from, int length) {
        for (int at = from; at < from + length; at += 8) {
            first += word(at) + second;
            second += word(at + 4) + first;
        }
    }

    private int word(int at) {
        int word = bytes.getInt(at);
        return order == ByteOrder.BIG_ENDIAN ? word : Integer.reverseBytes(word);
    }
}
