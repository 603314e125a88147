package tireless.gotemplate.function;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import tireless.gotemplate.value.Utf8;

/** Characters as Go's package unicode sees them, and texts changed character by character. */
final class Letters {
    private Letters() {}

    static boolean isSpace(int point) {
        return (point >= '\t' && point <= '\r')
                || point == ' '
                || point == 0x85
                || point == 0xA0
                || (point > 0xFF && Character.isSpaceChar(point));
    }

    static String trimmed(String text, IntPredicate drops) {
        return trimmedRight(trimmedLeft(text, drops), drops);
    }

    private static String trimmedLeft(String text, IntPredicate drops) {
        int from = 0;
        while (from < text.length() && drops.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from);
    }

    private static String trimmedRight(String text, IntPredicate drops) {
        int to = text.length();
        while (to > 0 && drops.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(0, to);
    }

    /** Each character by itself: unlike Java, Go knows no case that takes two. */
    static String mapped(String text, IntUnaryOperator change) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> mapped.appendCodePoint(change.applyAsInt(point)));
        return mapped.toString();
    }

    static String upper(String text) {
        return mapped(text, Character::toUpperCase);
    }

    static String lower(String text) {
        return mapped(text, Character::toLowerCase);
    }

    /** The first character after each that separates is changed. */
    static String starts(String text, IntPredicate separates, IntUnaryOperator change) {
        boolean[] begins = {true};
        return mapped(text, point -> {
            int mapped = begins[0] ? change.applyAsInt(point) : point;
            begins[0] = separates.test(point);
            return mapped;
        });
    }

    /** What Go's strings.Title takes for the end of a word. */
    static boolean endsWord(int point) {
        if (point < 0x80) {
            return !Character.isLetterOrDigit(point) && point != '_';
        }
        return !Character.isLetterOrDigit(point) && isSpace(point);
    }

    static String swapped(String text) {
        boolean[] begins = {true};
        return mapped(text, point -> {
            if (Character.isUpperCase(point) || Character.isTitleCase(point)) {
                begins[0] = false;
                return Character.toLowerCase(point);
            }
            if (Character.isLowerCase(point)) {
                int mapped = begins[0] ? Character.toTitleCase(point) : Character.toUpperCase(point);
                begins[0] = false;
                return mapped;
            }
            begins[0] = isSpace(point);
            return point;
        });
    }

    /** Sprig goes by bytes here, so each byte of what is not ASCII becomes a character of its own. */
    static String withoutSpace(String text) {
        StringBuilder rest = new StringBuilder();
        byte[] bytes = Utf8.bytes(text);
        int kept = 0;
        for (byte unit : bytes) {
            if (!isSpace(unit & 0xFF)) {
                rest.append((char) (unit & 0xFF));
                kept++;
            }
        }
        return kept == bytes.length ? text : rest.toString();
    }

    /** The first byte of each word, as a character. */
    static String initials(String text) {
        StringBuilder initials = new StringBuilder();
        boolean begins = true;
        for (byte unit : Utf8.bytes(text)) {
            boolean space = isSpace(unit & 0xFF);
            if (begins && !space) {
                initials.append((char) (unit & 0xFF));
            }
            begins = space;
        }
        return initials.toString();
    }
}
