package tireless.manifest.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go and Kubernetes write them: {@code 250ms}, {@code 5m}, {@code 1h30m}, {@code 1.5s}; days ({@code d}) too. */
public final class DurationText {
    private static final String NUMBER = "[0-9]{1,18}(?:\\.[0-9]{1,9})?";
    private static final String UNIT = "ns|us|µs|ms|s|m|h|d";

    /** A regular expression for all of a duration above zero, but for its being at most 292 years. */
    public static final String POSITIVE_PATTERN = "(?=.*[1-9])(?:(?:" + NUMBER + ")(?:" + UNIT + "))+";

    /** The same, zero included. */
    public static final String PATTERN = "0|(?:(?:" + NUMBER + ")(?:" + UNIT + "))+";

    private static final Pattern PART = Pattern.compile("(" + NUMBER + ")(" + UNIT + ")");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal("1e3"),
            "µs", new BigDecimal("1e3"),
            "ms", new BigDecimal("1e6"),
            "s", new BigDecimal("1e9"),
            "m", new BigDecimal("60e9"),
            "h", new BigDecimal("3600e9"),
            "d", new BigDecimal("86400e9"));

    private DurationText() {}

    /** The duration that {@code text} spells; empty where it spells none, or one of more than 292 years. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            nanos = nanos.add(
                    new BigDecimal(part.group(1)).multiply(NANOS.getOrDefault(part.group(2), BigDecimal.ONE)));
            end = part.end();
        }
        boolean none = text.isEmpty() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
        return none ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.longValue()));
    }
}
