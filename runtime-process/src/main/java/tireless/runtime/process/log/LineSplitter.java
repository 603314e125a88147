package tireless.runtime.process.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts bytes into lines of text. What is not UTF-8 becomes U+FFFD; a longer line comes in pieces. Not safe for many threads. */
final class LineSplitter {
    static final int LONGEST_PIECE = 64 * 1024;
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;
    private static final int LONGEST_CHARACTER = 4;

    private final Lines lines;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** Behind the last byte that was handed over. */
    private long end;

    /** Takes lines. */
    interface Lines {
        /** @param end the offset behind the line */
        void take(String text, long end);
    }

    /** @param offset of the first byte that will be added */
    LineSplitter(long offset, Lines lines) {
        this.end = offset;
        this.lines = lines;
    }

    void add(byte[] bytes, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                pending.write(bytes, from, at - from);
                emit(1);
                from = at + 1;
            } else if (mustCut(pending.size() + at - from, bytes[at])) {
                pending.write(bytes, from, at - from);
                emit(0);
                from = at;
            }
        }
        pending.write(bytes, from, count - from);
    }

    /** Not within a character, if it is one. */
    private static boolean mustCut(int size, byte next) {
        boolean begins = (next & CONTINUATION_MASK) != CONTINUATION;
        return size >= LONGEST_PIECE || (begins && size > LONGEST_PIECE - LONGEST_CHARACTER);
    }

    /** How many bytes wait for their newline. */
    int pending() {
        return pending.size();
    }

    /** Hands over the line that has no newline yet, if there is one. */
    void flush() {
        if (pending.size() > 0) {
            emit(0);
        }
    }

    private void emit(int newline) {
        String line = pending.toString(StandardCharsets.UTF_8);
        end += pending.size() + newline;
        pending.reset();
        lines.take(line, end);
    }
}
