package tireless.gotemplate.function;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in nanoseconds, and their texts as Go writes them: {@code 1h15m30.5s}. */
final class Durations {
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    private static final Pattern PART = Pattern.compile("(?=[0-9.])([0-9]*+\\.?+[0-9]*+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L, "us", 1_000L, "µs", 1_000L, "μs", 1_000L, "ms", 1_000_000L, "s", SECOND, "m", MINUTE, "h", HOUR);

    private Durations() {}

    /** Nothing, if the text is no duration. */
    static OptionalLong parse(String text) {
        boolean negative = text.startsWith("-");
        String bare = negative || text.startsWith("+") ? text.substring(1) : text;
        if (bare.equals("0")) {
            return OptionalLong.of(0);
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(bare);
        int at = 0;
        while (at < bare.length()) {
            if (!part.region(at, bare.length()).lookingAt()
                    || part.group(1).equals(".")
                    || part.group(1).length() > 30) {
                return OptionalLong.empty();
            }
            sum = sum.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 0L))));
            at = part.end();
        }
        long nanos = sum.longValue();
        boolean fits = sum.toBigInteger().bitLength() <= 63 && !bare.isEmpty();
        return fits ? OptionalLong.of(negative ? -nanos : nanos) : OptionalLong.empty();
    }

    static String text(long nanos) {
        long size = Math.abs(nanos);
        String sign = nanos < 0 ? "-" : "";
        if (size == 0) {
            return "0s";
        }
        if (size < 1_000) {
            return sign + size + "ns";
        }
        if (size < 1_000_000) {
            return sign + decimal(size, 3) + "µs";
        }
        if (size < SECOND) {
            return sign + decimal(size, 6) + "ms";
        }
        String hours = size >= HOUR ? size / HOUR + "h" : "";
        String minutes = size >= MINUTE ? size / MINUTE % 60 + "m" : "";
        return sign + hours + minutes + decimal(size % MINUTE, 9) + "s";
    }

    /** The greatest unit alone: {@code 3d}. A month is 30 days. */
    static String rounded(long nanos) {
        long size = Math.abs(nanos);
        long day = 24 * HOUR;
        long[] units = {365 * day, 30 * day, day, HOUR, MINUTE, SECOND};
        String[] names = {"y", "mo", "d", "h", "m", "s"};
        for (int at = 0; at < units.length; at++) {
            if (size > units[at]) {
                return size / units[at] + names[at];
            }
        }
        return "0s";
    }

    private static String decimal(long number, int scale) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number, scale).stripTrailingZeros().toPlainString();
    }
}
