package tireless.gotemplate.format;

import java.util.Comparator;

/** The order of keys in YAML that Go writes: numbers inside of texts count as numbers, and letters come after other signs. */
final class YamlKeys {
    static final Comparator<String> ORDER = YamlKeys::compare;

    private YamlKeys() {}

    private static int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int at = 0;
        while (at < a.length && at < b.length && a[at] == b[at]) {
            at++;
        }
        if (at == a.length || at == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean letterA = Character.isLetter(a[at]);
        boolean letterB = Character.isLetter(b[at]);
        if (letterA && letterB) {
            return Integer.compare(a[at], b[at]);
        }
        if (letterA || letterB) {
            return letterB ? -1 : 1;
        }
        return numbers(a, b, at);
    }

    private static int numbers(int[] a, int[] b, int at) {
        long start = (a[at] == '0' || b[at] == '0') && followsNumber(a, at) ? 1 : 0;
        int endA = end(a, at);
        int endB = end(b, at);
        long numberA = number(a, at, endA, start);
        long numberB = number(b, at, endB, start);
        if (numberA != numberB) {
            return Long.compare(numberA, numberB);
        }
        return endA != endB ? Integer.compare(endA, endB) : Integer.compare(a[at], b[at]);
    }

    private static boolean followsNumber(int[] points, int at) {
        for (int before = at - 1; before >= 0 && Character.isDigit(points[before]); before--) {
            if (points[before] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int end(int[] points, int from) {
        int end = from;
        while (end < points.length && Character.isDigit(points[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] points, int from, int to, long start) {
        long number = start;
        for (int at = from; at < to; at++) {
            number = number * 10 + points[at] - '0';
        }
        return number;
    }
}
