package tireless.gotemplate.function;

import tireless.gotemplate.value.Utf8;

/** Texts shortened with three points. Widths count bytes. */
final class Abbreviation {
    private static final String POINTS = "...";
    private static final int LEAST = 4;
    private static final int LEAST_INSIDE = 7;

    private Abbreviation() {}

    /** Shortened at both ends; the whole text where there is not enough room for that. */
    static String both(String text, int left, int right) {
        return right < LEAST || (left > 0 && right < LEAST_INSIDE) ? text : of(text, left, right);
    }

    /** What is to be seen from {@code offset} on, in {@code width} bytes. */
    static String of(String text, int offset, int width) {
        int length = Utf8.length(text);
        if (width < LEAST || length <= width) {
            return text;
        }
        int room = width - POINTS.length();
        int from = Math.min(offset, length);
        if (length - from < room) {
            from = length - room;
        }
        if (from <= LEAST) {
            return Utf8.slice(text, 0, room) + POINTS;
        }
        if (width < LEAST_INSIDE) {
            return "";
        }
        return from + room < length
                ? POINTS + of(Utf8.slice(text, from, length), 0, room)
                : POINTS + Utf8.slice(text, length - room, length);
    }
}
