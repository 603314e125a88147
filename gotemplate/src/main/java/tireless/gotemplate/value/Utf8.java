package tireless.gotemplate.value;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Go's strings are bytes, and its lengths and indexes count them. A byte that is no UTF-8, as cutting a character in two leaves it, stands
 * in our texts as a lone surrogate from U+DC80 to U+DCFF, so that its bytes can be had back.
 */
public final class Utf8 {
    /** The order in which Go sorts strings. */
    public static final Comparator<String> ORDER = Utf8::compare;

    private static final int ESCAPE = 0xDC00;
    private static final int REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** An empty map in Go's order. */
    public static <T> SortedMap<String, T> sortedMap() {
        return new TreeMap<>(ORDER);
    }

    /** Whether the code point stands for a byte. */
    public static boolean isByte(int codePoint) {
        return codePoint >= ESCAPE + 0x80 && codePoint <= ESCAPE + 0xFF;
    }

    /** The byte that the code point stands for. */
    public static int byteOf(int codePoint) {
        return codePoint - ESCAPE;
    }

    public static int length(String text) {
        return text.codePoints().map(Utf8::size).sum();
    }

    public static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(codePoint -> write(out, codePoint));
        return out.toByteArray();
    }

    public static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int at = 0; at < bytes.length; ) {
            int size = sizeAt(bytes, at);
            text.appendCodePoint(size == 0 ? ESCAPE + (bytes[at] & 0xFF) : codePoint(bytes, at, size));
            at += Math.max(1, size);
        }
        return text.toString();
    }

    /** The bytes from {@code from} to before {@code to}, which lie in the text. */
    public static String slice(String text, int from, int to) {
        return text(Arrays.copyOfRange(bytes(text), from, to));
    }

    /** The same text with halves of characters joined, and the replacement character for bytes that stay alone. */
    public static String shown(String text) {
        if (text.codePoints().noneMatch(Utf8::isLone)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text(bytes(text)).codePoints().forEach(point -> shown.appendCodePoint(isLone(point) ? REPLACEMENT : point));
        return shown.toString();
    }

    private static boolean isLone(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int size(int codePoint) {
        if (codePoint < 0x80 || isByte(codePoint)) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static void write(ByteArrayOutputStream out, int point) {
        if (isByte(point)) {
            out.write(byteOf(point));
            return;
        }
        int codePoint = isLone(point) ? REPLACEMENT : point;
        switch (size(codePoint)) {
            case 1 -> out.write(codePoint);
            case 2 -> out.write(0xC0 | (codePoint >> 6));
            case 3 -> out.write(0xE0 | (codePoint >> 12));
            default -> out.write(0xF0 | (codePoint >> 18));
        }
        for (int rest = size(codePoint) - 2; rest >= 0; rest--) {
            out.write(0x80 | ((codePoint >> (6 * rest)) & 0x3F));
        }
    }

    /** How many bytes the character there has; 0 if there is none. */
    private static int sizeAt(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (at + size > bytes.length) {
            return 0;
        }
        for (int next = 1; next < size; next++) {
            if ((bytes[at + next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        if (size < 3) {
            return size;
        }
        int point = codePoint(bytes, at, size);
        return size(point) == size && !isLone(point) && point <= Character.MAX_CODE_POINT ? size : 0;
    }

    private static int codePoint(byte[] bytes, int at, int size) {
        int point = size == 1 ? bytes[at] : bytes[at] & (0xFF >> (size + 1));
        for (int next = 1; next < size; next++) {
            point = (point << 6) | (bytes[at + next] & 0x3F);
        }
        return point;
    }

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int at = 0; at < common; at++) {
            if (left.charAt(at) != right.charAt(at)) {
                return Integer.compare(rank(left.charAt(at)), rank(right.charAt(at)));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Characters beyond the first plane are surrogates here, and come last in UTF-8. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
