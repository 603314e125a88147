package tireless.gotemplate.format;

import java.util.HexFormat;
import tireless.gotemplate.value.Utf8;

/** Texts and characters between quotes, as Go's strconv.Quote writes them. */
public final class Quoted {
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\";
    private static final String ESCAPES = "abfnrtv\\";

    private static final HexFormat HEX = HexFormat.of();

    private Quoted() {}

    /** In double quotes, with characters that can be shown as they are. */
    public static String text(String text) {
        return quoted(text, '"', false);
    }

    /** In double quotes, with escapes for all that is not ASCII. */
    static String ascii(String text) {
        return quoted(text, '"', true);
    }

    /** In single quotes. */
    static String rune(int codePoint, boolean ascii) {
        return quoted(Character.toString(codePoint), '\'', ascii);
    }

    /** Whether it could stand between backticks. */
    static boolean fitsBackticks(String text) {
        return text.codePoints()
                .noneMatch(point -> (point < ' ' && point != '\t')
                        || point == '`'
                        || point == 0x7F
                        || point == 0xFEFF
                        || Utf8.isByte(point));
    }

    private static String quoted(String text, char quote, boolean ascii) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(point -> append(quoted, point, quote, ascii));
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder quoted, int point, char quote, boolean ascii) {
        int simple = ESCAPED.indexOf(point);
        if (point == quote) {
            quoted.append('\\').append(quote);
        } else if (simple >= 0) {
            quoted.append('\\').append(ESCAPES.charAt(simple));
        } else if (Utf8.isByte(point)) {
            quoted.append("\\x").append(HEX.toHexDigits(Utf8.byteOf(point), 2));
        } else if (isPrintable(point) && (point < 0x7F || !ascii)) {
            quoted.appendCodePoint(point);
        } else if (point < ' ' || point == 0x7F) {
            quoted.append("\\x").append(HEX.toHexDigits(point, 2));
        } else {
            boolean wide = point >= 0x10000;
            quoted.append(wide ? "\\U" : "\\u").append(HEX.toHexDigits(point, wide ? 8 : 4));
        }
    }

    /** Letters, marks, numbers, punctuation, symbols, and the one space of ASCII. */
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
