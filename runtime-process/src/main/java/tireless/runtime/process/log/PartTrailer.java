package tireless.runtime.process.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tireless.runtime.LogPosition;

/**
 * What stands behind each part of a segment: whose bytes they are, and when they were written. It is a skippable frame, which zstd
 * passes over (RFC 8878, 3.1.2), and is read from its end.
 *
 * @param from the first byte
 * @param to the offset behind the last byte
 * @param lines how many newlines are in it
 * @param whole whether the last byte is one
 * @param dataBytes the size of the compressed frame before it
 * @param markBytes the size of the marks in this one
 * @param marks how many they are
 */
record PartTrailer(LogPosition from, long to, long lines, boolean whole, long dataBytes, int markBytes, int marks) {
    static final int TAIL_BYTES = 56;
    static final int HEAD_BYTES = 8;
    private static final int SKIPPABLE = 0x184D2A5E;
    private static final int VERSION = 0x31474f4c;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    /** A new one. */
    static PartTrailer of(LogPosition from, long to, long lines, boolean whole, long dataBytes) {
        return new PartTrailer(from, to, lines, whole, dataBytes, 0, 0);
    }

    /** The frame, with marks. */
    ByteBuffer frame(List<TimeMark> timed) {
        byte[] encoded = encode(from.offset(), timed);
        return ByteBuffer.allocate(HEAD_BYTES + encoded.length + TAIL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SKIPPABLE)
                .putInt(encoded.length + TAIL_BYTES)
                .put(encoded)
                .putInt(from.attempt())
                .putInt(from.generation())
                .putLong(from.offset())
                .putLong(to)
                .putLong(lines)
                .putInt(whole ? 1 : 0)
                .putLong(dataBytes)
                .putInt(encoded.length)
                .putInt(timed.size())
                .putInt(VERSION)
                .flip();
    }

    /**
     * Reads the last bytes of a frame.
     *
     * @throws IllegalArgumentException if they are not of one
     */
    static PartTrailer read(ByteBuffer tail) {
        tail.order(ByteOrder.LITTLE_ENDIAN);
        LogPosition from = new LogPosition(tail.getInt(), tail.getInt(), tail.getLong());
        PartTrailer trailer = new PartTrailer(
                from, tail.getLong(), tail.getLong(), tail.getInt() == 1, tail.getLong(), tail.getInt(), tail.getInt());
        if (tail.getInt() != VERSION || trailer.dataBytes < 0 || trailer.markBytes < 0 || trailer.bytes() <= 0) {
            throw new IllegalArgumentException("not a part of a log");
        }
        return trailer;
    }

    /** The size of the part, this trailer included. */
    long bytes() {
        return dataBytes + HEAD_BYTES + markBytes + TAIL_BYTES;
    }

    private static byte[] encode(long from, List<TimeMark> marks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TimeMark before = new TimeMark(from, 0);
        for (TimeMark mark : marks) {
            // A clock may go back: zigzag.
            long step = mark.millis() - before.millis();
            put(out, (step << 1) ^ (step >> 63));
            put(out, mark.offset() - before.offset());
            before = mark;
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~SEVEN_BITS) != 0) {
            out.write((int) (left & SEVEN_BITS) | MORE);
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** The marks that {@link #frame} holds, in order of their offsets. */
    List<TimeMark> decode(ByteBuffer encoded) {
        List<TimeMark> read = new ArrayList<>(marks);
        TimeMark before = new TimeMark(from.offset(), 0);
        for (int at = 0; at < marks; at++) {
            long step = next(encoded);
            long millis = before.millis() + ((step >>> 1) ^ -(step & 1));
            before = new TimeMark(before.offset() + next(encoded), millis);
            read.add(before);
        }
        return read;
    }

    private static long next(ByteBuffer encoded) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int read = encoded.get();
            value |= (long) (read & SEVEN_BITS) << shift;
            if ((read & MORE) == 0) {
                return value;
            }
        }
    }
}
