package tireless.runtime.process.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file of compressed output. */
record Segment(Path file, SegmentName name) {
    private static final int BLOCK = 64 * 1024;

    /** A part and where it begins in the file. */
    record Part(long at, PartTrailer trailer) {}

    /** Takes bytes, all or the first {@code count} of them, and says whether it wants more. */
    interface Sink {
        boolean take(byte[] block, int count) throws IOException;
    }

    /** Whether it is a name alone, as what was in it is given up. */
    boolean isEmpty() throws IOException {
        return Files.size(file) == PartTrailer.HEAD_BYTES + PartTrailer.TAIL_BYTES;
    }

    /** Its parts, oldest first. */
    List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long end = channel.size(); end > 0; ) {
                PartTrailer trailer = read(channel, end);
                end -= trailer.bytes();
                if (end < 0) {
                    throw damaged();
                }
                parts.addFirst(new Part(end, trailer));
            }
        }
        return parts;
    }

    private PartTrailer read(FileChannel channel, long end) throws IOException {
        try {
            return PartTrailer.read(read(channel, end - PartTrailer.TAIL_BYTES, PartTrailer.TAIL_BYTES));
        } catch (IllegalArgumentException foreign) {
            IOException damaged = damaged();
            damaged.initCause(foreign);
            throw damaged;
        }
    }

    private IOException damaged() {
        return new IOException(file + " is damaged: it does not end as a segment does");
    }

    private ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        if (at < 0) {
            throw damaged();
        }
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw damaged();
            }
        }
        return bytes.flip();
    }

    /** When the bytes of one of its parts were written. */
    List<TimeMark> marks(Part part) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = part.at() + part.trailer().dataBytes() + PartTrailer.HEAD_BYTES;
            return part.trailer().decode(read(channel, at, part.trailer().markBytes()));
        }
    }

    /** Hands over the bytes of one of its parts, from an offset of what the attempt wrote on, while the sink wants more. */
    void read(Part part, long offset, ZstdLibrary zstd, Sink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(part.at());
            InputStream frame =
                    new Bounded(Channels.newInputStream(channel), part.trailer().dataBytes());
            try (InputStream in = zstd.decompressing(frame)) {
                in.skipNBytes(offset - part.trailer().from().offset());
                hand(in, part.trailer().to() - offset, sink);
            }
        }
    }

    private void hand(InputStream in, long bytes, Sink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long left = bytes; left > 0; ) {
            int count = in.read(block, 0, (int) Math.min(BLOCK, left));
            if (count < 0) {
                throw new EOFException(file + " is damaged: a part of it is shorter than it says");
            }
            if (!sink.take(block, count)) {
                return;
            }
            left -= count;
        }
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(bytes, from, (int) Math.min(count, left));
            left -= Math.max(0, got);
            return got;
        }
    }
}
