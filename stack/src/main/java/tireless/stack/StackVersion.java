package tireless.stack;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of stack versions: part by part, numbers by value, texts by letters and below numbers; {@code 1} is {@code 1.0}. */
final class StackVersion {
    static final Comparator<String> ORDER = StackVersion::compare;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private StackVersion() {}

    private static int compare(String one, String other) {
        String[] left = one.split("[.\\-+]", -1);
        String[] right = other.split("[.\\-+]", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = comparePart(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int comparePart(String one, String other) {
        boolean number = NUMBER.matcher(one).matches();
        if (number != NUMBER.matcher(other).matches()) {
            return number ? 1 : -1;
        }
        return number ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }
}
