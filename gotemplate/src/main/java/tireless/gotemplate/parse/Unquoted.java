package tireless.gotemplate.parse;

import java.io.ByteArrayOutputStream;
import tireless.gotemplate.value.Utf8;

/** What a text between quotes or backticks means, by the rules of Go's source. */
final class Unquoted {
    private static final String ESCAPES = "abfnrtv\\";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

    private final String written;
    private final char quote;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at = 1;

    private Unquoted(String written) {
        this.written = written;
        this.quote = written.charAt(0);
    }

    /** @throws IllegalArgumentException saying what is wrong with an escape */
    static String text(String written) {
        if (written.charAt(0) == '`') {
            return written.substring(1, written.length() - 1).replace("\r", "");
        }
        Unquoted unquoted = new Unquoted(written);
        while (unquoted.at < written.length() - 1) {
            unquoted.next();
        }
        return Utf8.text(unquoted.bytes.toByteArray());
    }

    /**
     * The one character between `'` and `'`.
     *
     * @throws IllegalArgumentException if there is none, or more
     */
    static int rune(String written) {
        Unquoted unquoted = new Unquoted(written);
        if (written.length() < 3) {
            throw new IllegalArgumentException("there is no character between the quotes");
        }
        int rune = unquoted.next();
        if (unquoted.at != written.length() - 1) {
            throw new IllegalArgumentException("`%s` is not one character".formatted(written));
        }
        return rune;
    }

    private int next() {
        int point = written.codePointAt(at);
        at += Character.charCount(point);
        if (point != '\\') {
            return add(point);
        }
        char escape = written.charAt(at++);
        int simple = ESCAPES.indexOf(escape);
        if (simple >= 0) {
            return add(MEANINGS.charAt(simple));
        }
        return switch (escape) {
            case 'x' -> addByte(digits(2, 16));
            case 'u' -> add(valid(digits(4, 16)));
            case 'U' -> add(valid(digits(8, 16)));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield addByte(digits(3, 8));
            }
            default -> {
                if (escape == quote) {
                    yield add(escape);
                }
                throw new IllegalArgumentException("there is no escape `\\%s`".formatted(escape));
            }
        };
    }

    private int digits(int count, int radix) {
        long number = 0;
        for (int end = at + count; at < end; at++) {
            int digit = at < written.length() - 1 ? Character.digit(written.charAt(at), radix) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("an escape lacks digits");
            }
            number = number * radix + digit;
        }
        if (number > Character.MAX_CODE_POINT) {
            throw new IllegalArgumentException("an escape names no character");
        }
        return (int) number;
    }

    private static int valid(int point) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("an escape names half of a character");
        }
        return point;
    }

    private int add(int point) {
        bytes.writeBytes(Utf8.bytes(Character.toString(point)));
        return point;
    }

    private int addByte(int value) {
        if (value > 0xFF) {
            throw new IllegalArgumentException("an escape is more than one byte");
        }
        bytes.write(value);
        return value;
    }
}
