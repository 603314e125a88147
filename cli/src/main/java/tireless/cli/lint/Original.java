package tireless.cli.lint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of UTF-8 as a text that can be changed and written again; a byte order mark stays. */
final class Original {
    private static final String MARK = "\ufeff";

    private final byte[] bytes;
    private final String text;

    Original(byte[] bytes) {
        this.bytes = bytes.clone();
        String all = new String(bytes, StandardCharsets.UTF_8);
        this.text = all.startsWith(MARK) ? all.substring(MARK.length()) : all;
    }

    /** Without a byte order mark, with all line ends as they are. */
    String text() {
        return text;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The same with another text. */
    Original with(String other) {
        if (other.equals(text)) {
            return this;
        }
        boolean marked = new String(bytes, StandardCharsets.UTF_8).startsWith(MARK);
        return new Original(((marked ? MARK : "") + other).getBytes(StandardCharsets.UTF_8));
    }

    boolean isSame(byte[] others) {
        return Arrays.equals(bytes, others);
    }
}
