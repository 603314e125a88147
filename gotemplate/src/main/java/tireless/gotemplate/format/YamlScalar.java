package tireless.gotemplate.format;

import java.time.YearMonth;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How a text can be written in YAML so that it is read as the same text. The rules are those of Go's yaml.v2. */
final class YamlScalar {
    /** Plain, between quotes, or as a block of lines. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL
    }

    private static final Set<String> WORDS = Set.of(
            "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "n", "N", "no", "No", "NO",
            "false", "False", "FALSE", "off", "Off", "OFF", "", "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN",
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");
    private static final Pattern WHOLE =
            Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++(?:\\.[0-9_]*)?");
    private static final Pattern MOMENT = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:"
            + "[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})"
            + "| ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?)?");
    private static final String STARTS = "#,[]{}&*!|>'\"%@`";

    private final String text;
    private boolean blockIndicators;
    private boolean specials;
    private boolean breakSpace;
    private boolean spaceBreak;

    private YamlScalar(String text) {
        this.text = text;
    }

    /** @param key of a mapping, which stands on one line */
    static Style style(String text, boolean key) {
        if (text.isEmpty()) {
            return Style.DOUBLE_QUOTED;
        }
        YamlScalar scalar = new YamlScalar(text);
        scalar.analyse();
        return scalar.style(key);
    }

    private Style style(boolean key) {
        boolean edges = isBlank(text.charAt(0)) && text.charAt(0) != '\t';
        char last = text.charAt(text.length() - 1);
        boolean lines = text.chars().anyMatch(YamlScalar::isBreak);
        if (text.indexOf('\n') >= 0) {
            return key || last == ' ' || spaceBreak || specials ? Style.DOUBLE_QUOTED : Style.LITERAL;
        }
        if (meansMore(text)) {
            return Style.DOUBLE_QUOTED;
        }
        boolean plain = !(edges || isBreak(text.charAt(0)) || last == ' ' || isBreak(last))
                && !breakSpace
                && !spaceBreak
                && !specials
                && !lines
                && !blockIndicators;
        if (plain) {
            return Style.PLAIN;
        }
        return breakSpace || spaceBreak || specials || (key && lines) ? Style.DOUBLE_QUOTED : Style.SINGLE_QUOTED;
    }

    /** Whether it would be read as something else than a text. */
    private static boolean meansMore(String text) {
        if (WORDS.contains(text) || BASE_60.matcher(text).matches()) {
            return true;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return DECIMAL.matcher(text).matches();
        }
        if ("+-0123456789".indexOf(first) < 0) {
            return false;
        }
        String bare = text.replace("_", "");
        return WHOLE.matcher(bare).matches() || DECIMAL.matcher(bare).matches() || isMoment(text);
    }

    private static boolean isMoment(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (!moment.matches()) {
            return false;
        }
        int[] parts = IntStream.rangeClosed(1, moment.groupCount())
                .mapToObj(moment::group)
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .toArray();
        boolean date = parts[1] >= 1
                && parts[1] <= 12
                && parts[2] >= 1
                && parts[2] <= YearMonth.of(parts[0], parts[1]).lengthOfMonth();
        return date && (parts.length < 6 || (parts[3] < 24 && parts[4] < 60 && parts[5] < 60));
    }

    private void analyse() {
        blockIndicators = text.startsWith("---") || text.startsWith("...");
        boolean blankBefore = true;
        boolean space = false;
        boolean lineBreak = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean blankAfter = next >= text.length() || isBlank(text.charAt(next));
            blockIndicators |= indicates(point, at == 0, blankBefore, blankAfter);
            specials |= !isPrintable(point);
            breakSpace |= point == ' ' && lineBreak;
            spaceBreak |= isBreak(point) && space;
            space = point == ' ';
            lineBreak = isBreak(point);
            blankBefore = isBlank(point) || isBreak(point) || point == 0;
        }
    }

    private static boolean indicates(int point, boolean first, boolean blankBefore, boolean blankAfter) {
        if (first) {
            return STARTS.indexOf(point) >= 0 || ((point == '?' || point == ':' || point == '-') && blankAfter);
        }
        return (point == ':' && blankAfter) || (point == '#' && blankBefore);
    }

    static boolean isBreak(int point) {
        return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
    }

    private static boolean isBlank(int point) {
        return point == ' ' || point == '\t';
    }

    /** What may stand unescaped. */
    static boolean isPrintable(int point) {
        return point == '\n'
                || (point >= ' ' && point <= '~')
                || (point >= 0xA0 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD && point != 0xFEFF);
    }
}
