package tireless.manifest.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tireless.model.Location;
import tireless.model.Problem;
import tireless.model.Problem.Severity;

/** Bytes as UTF-8, without a byte order mark; the first byte that is none is named by its line and column. */
sealed interface Decoding {
    record Text(String text) implements Decoding {}

    record Refused(Problem problem) implements Decoding {}

    static Decoding of(String name, byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return refused(name, 1, 1, "the text is UTF-16, not UTF-8");
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isError()) {
            return new Text(text);
        }
        int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        String bad = "byte 0x%02X is not UTF-8".formatted(bytes[in.position()]);
        return refused(name, line, 1 + last.codePointCount(0, last.length()), bad);
    }

    private static Decoding refused(String name, int line, int column, String message) {
        return new Refused(new Problem(
                Severity.ERROR,
                "encoding",
                new Location(name, line, column),
                message,
                Optional.of("save the file as UTF-8")));
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || Byte.toUnsignedInt(bytes[i]) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
