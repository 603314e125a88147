package tireless.runtime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines of text. What is not UTF-8 becomes U+FFFD; a longer line comes in pieces. Not safe for many threads. */
final class LineSplitter {
    static final int LONGEST_PIECE = 64 * 1024;
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;
    private static final int LONGEST_CHARACTER = 4;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void add(byte[] bytes, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                pending.write(bytes, from, at - from);
                emit();
                from = at + 1;
            } else if (mustCut(pending.size() + at - from, bytes[at])) {
                pending.write(bytes, from, at - from);
                emit();
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
            emit();
        }
    }

    private void emit() {
        String line = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        lines.accept(line);
    }
}
