package tireless.trigger;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts as KEDA does. Each method throws {@link IllegalArgumentException} that says what is needed, without the text itself. */
final class FormParser {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");
    private static final Duration LONGEST_TIME = Duration.ofSeconds(60);
    private static final Pattern GO_DURATION = Pattern.compile("\\+?((\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern GO_PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_IN_RANGE = 100_000;

    private FormParser() {}

    /** What is wrong with the text; empty where nothing is. */
    static Optional<String> wrong(Form form, String text) {
        try {
            check(form, text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static void check(Form form, String text) {
        switch (form) {
            case Form.Text() -> {}
            case Form.Whole(long least) -> atLeast(least, whole(text));
            case Form.Decimal(boolean aboveZero) -> finite(aboveZero, number(text));
            case Form.Flag() -> flag(text);
            case Form.Time() -> time(text);
            case Form.WebAddress() -> webAddress(text);
            case Form.Zone() ->
                require(ZoneId.getAvailableZoneIds().contains(text), "must be a time zone of the IANA database");
            case Form.Items() -> items(text);
            case Form.Ranges() -> ranges(text);
            case Form.Pairs() -> pairs(text);
            case Form.Choice(List<String> of) -> require(of.contains(text), "must be one of " + String.join(", ", of));
        }
    }

    private static void atLeast(long least, long value) {
        require(value >= least, least == 1 ? "must be above zero" : "must be " + least + " or more");
    }

    private static void finite(boolean aboveZero, double value) {
        require(Double.isFinite(value), "must be a number");
        require(!aboveZero || value > 0, "must be above zero");
    }

    static long whole(String text) {
        require(text.matches("[-+]?\\d{1,19}"), "must be a whole number");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number below 2^63", e);
        }
    }

    static double number(String text) {
        require(text.length() <= LONGEST_NUMBER && text.matches("[-+.\\deE]+"), "must be a number");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number", e);
        }
    }

    static boolean flag(String text) {
        require(TRUE.contains(text) || FALSE.contains(text), "must be true or false");
        return TRUE.contains(text);
    }

    /** A time to wait, which somebody else may wait for: not for long. */
    static Duration time(String text) {
        Duration time = anyTime(text);
        require(time.isPositive() && time.compareTo(LONGEST_TIME) <= 0, "must be above zero and at most 60s");
        return time;
    }

    private static Duration anyTime(String text) {
        if (text.matches("\\d{1,12}")) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        require(
                text.length() <= LONGEST_NUMBER && GO_DURATION.matcher(text).matches(),
                "must be a time such as 3s or 500ms, or whole milliseconds");
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = GO_PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
        }
        require(nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0, "must be less than 292 years");
        return Duration.ofNanos(nanos.longValue());
    }

    private static BigDecimal nanosOf(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 1_000L;
                });
    }

    private static void webAddress(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address of a web server", e);
        }
        require(
                uri.getScheme() != null && WEB.contains(uri.getScheme()),
                "must begin with http:// or https:// and a host");
        require(uri.getHost() != null, "must name a host, and a port of 1 to 65535 if any");
        require(uri.getPort() < 65_536 && uri.getPort() != 0, "must have a port of 1 to 65535");
    }

    static List<String> items(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    static SortedSet<Integer> ranges(String text) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String item : items(text)) {
            Matcher range = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?").matcher(item);
            require(range.matches(), "must be numbers and ranges, as in 1-4,8");
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            require(
                    first <= last && last - first < MOST_IN_RANGE,
                    "has a range that ends before it begins, or is too long");
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String item : items(text)) {
            String[] pair = item.split("=", -1);
            require(pair.length == 2, "must be key=value, parted by commas");
            pairs.put(pair[0].strip(), pair[1].strip());
        }
        return pairs;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
