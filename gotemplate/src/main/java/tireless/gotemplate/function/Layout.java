package tireless.gotemplate.function;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Dates in the form of an example, as Go writes them: {@code 2006-01-02 15:04:05}. */
final class Layout {
    /** Longer parts stand before those that they begin with. */
    private static final Map<String, String> PARTS = parts();

    /** Two digits mean a year of the hundred from this one on. */
    private static final int FIRST_YEAR = 1969;

    private static final Map<Long, String> HALVES_OF_DAY = Map.of(0L, "am", 1L, "pm");

    private Layout() {}

    static DateTimeFormatter formatter(String layout) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        int at = 0;
        while (at < layout.length()) {
            int fraction = fraction(builder, layout, at);
            at = fraction > at ? fraction : part(builder, layout, at);
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static int part(DateTimeFormatterBuilder builder, String layout, int at) {
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            String example = part.getKey();
            boolean longerWord = (example.equals("Jan") || example.equals("Mon"))
                    && at + 3 < layout.length()
                    && Character.isLowerCase(layout.charAt(at + 3));
            if (layout.startsWith(example, at) && !longerWord) {
                switch (example) {
                    case "pm" -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES_OF_DAY);
                    case "MST" -> builder.appendZoneText(TextStyle.SHORT);
                    case "2006" -> builder.appendValue(ChronoField.YEAR, 4, 9, SignStyle.NORMAL);
                    case "06" -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR);
                    default -> builder.appendPattern(part.getValue());
                }
                return at + example.length();
            }
        }
        builder.appendLiteral(layout.charAt(at));
        return at + 1;
    }

    /** {@code .000} or {@code .999} after seconds: digits that always stand, or only up to the last that is not 0. */
    private static int fraction(DateTimeFormatterBuilder builder, String layout, int at) {
        boolean point = layout.charAt(at) == '.' || layout.charAt(at) == ',';
        if (!point || at + 1 >= layout.length()) {
            return at;
        }
        char digit = layout.charAt(at + 1);
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
        if ((digit != '0' && digit != '9') || digitFollows || end - at - 1 > 9) {
            return at;
        }
        int digits = end - at - 1;
        boolean comma = layout.charAt(at) == ',';
        if (comma) {
            builder.appendLiteral(',');
        }
        builder.appendFraction(ChronoField.NANO_OF_SECOND, digit == '0' ? digits : 0, digits, !comma);
        return end;
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("January", "MMMM");
        parts.put("Jan", "MMM");
        parts.put("Monday", "EEEE");
        parts.put("Mon", "EEE");
        parts.put("MST", "zzz");
        parts.put("2006", "uuuu");
        parts.put("002", "DDD");
        parts.put("01", "MM");
        parts.put("02", "dd");
        parts.put("03", "hh");
        parts.put("04", "mm");
        parts.put("05", "ss");
        parts.put("06", "uu");
        parts.put("_2", "ppd");
        parts.put("15", "HH");
        parts.put("1", "M");
        parts.put("2", "d");
        parts.put("3", "h");
        parts.put("4", "m");
        parts.put("5", "s");
        parts.put("PM", "a");
        parts.put("pm", "a");
        parts.put("-07:00:00", "xxxxx");
        parts.put("-07:00", "xxx");
        parts.put("-0700", "xx");
        parts.put("-07", "x");
        parts.put("Z07:00", "XXX");
        parts.put("Z0700", "XX");
        parts.put("Z07", "X");
        return parts;
    }
}
