package tireless.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
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

    /** Not mapped into memory: the process that has the database open cuts its log at any moment. */
    private final FileChannel log;

    private final ByteBuffer frame;
    private final ByteOrder order;
    private final long salts;

    /** The running sums, which go on from frame to frame. */
    private int first;

    private int second;

    private WriteAheadLog(FileChannel log, ByteBuffer header, int pageSize) {
        this.log = log;
        this.order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.salts = header.getLong(16);
        this.frame = ByteBuffer.allocate(FRAME + pageSize);
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
        try (FileChannel channel = FileChannel.open(log)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            // Frames are written when the header is safe, so a log that has none may have any header.
            if (channel.size() <= HEADER || !isRead(channel, header, 0)) {
                return Optional.empty();
            }
            int pageSize = header.getInt(8);
            boolean isLog = (header.getInt(0) & ~1) == MAGIC
                    && Integer.bitCount(pageSize) == 1
                    && pageSize >= SMALLEST_PAGE
                    && pageSize <= LARGEST_PAGE;
            if (isLog) {
                WriteAheadLog written = new WriteAheadLog(channel, header, pageSize);
                if (written.headIsWhole(header)) {
                    return written.damageOfFrames(log.getFileName());
                }
            }
            return Optional.of("the head of " + log.getFileName() + " is not as it was written");
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Fills {@code bytes}; false where the file ends before. */
    private static boolean isRead(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean headIsWhole(ByteBuffer header) {
        add(header, 0, FRAME);
        return header.getInt(FRAME) == first && header.getInt(FRAME + 4) == second;
    }

    private Optional<String> damageOfFrames(Path name) throws IOException {
        long at = HEADER;
        int number = 1;
        while (isRead(log, frame, at) && isWhole()) {
            at += frame.capacity();
            number++;
        }
        return isFollowedByAnotherTransaction(at)
                ? Optional.of("frame %d of %s is not as it was written".formatted(number, name))
                : Optional.empty();
    }

    private boolean isWhole() {
        if (frame.getLong(SALTS_AT) != salts) {
            return false;
        }
        add(frame, 0, SALTS_AT);
        add(frame, FRAME, frame.capacity() - FRAME);
        return frame.getInt(SUMS_AT) == first && frame.getInt(SUMS_AT + 4) == second;
    }

    /** A transaction is begun when the one before it is safe, all its frames. */
    private boolean isFollowedByAnotherTransaction(long broken) throws IOException {
        boolean committed = false;
        for (long at = broken; isRead(log, frame, at); at += frame.capacity()) {
            boolean ours = frame.getLong(SALTS_AT) == salts;
            if (ours && committed) {
                return true;
            }
            committed |= ours && frame.getInt(COMMIT_AT) != 0;
        }
        return false;
    }

    private void add(ByteBuffer bytes, int from, int length) {
        for (int at = from; at < from + length; at += 8) {
            first += word(bytes, at) + second;
            second += word(bytes, at + 4) + first;
        }
    }

    private int word(ByteBuffer bytes, int at) {
        int word = bytes.getInt(at);
        return order == ByteOrder.BIG_ENDIAN ? word : Integer.reverseBytes(word);
    }
}
