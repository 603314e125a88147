package tireless.manifest.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What plain scalars mean, as Go's yaml.v3 has it, which DataOS reads manifests with: {@code yes} and {@code off} are
 * texts unless a boolean is wanted, {@code 0o17}, {@code 017}, {@code 0x1F} and {@code 1_000} are whole numbers.
 */
public final class CoreValues {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?[eE][-+]?[0-9]{1,2}|[0-9]{1,40}\\.0{0,40}");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)");
    private static final int LONGEST = 100;

    private CoreValues() {}

    static boolean isNull(String text) {
        return NULLS.contains(text);
    }

    /** Whether a reader of YAML takes {@code text}, written without quotes, for a number or a boolean. */
    public static boolean isNumberOrBoolean(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && (bool(text).isPresent()
                        || whole(text).isPresent()
                        || NUMBER.matcher(text.replace("_", "")).matches());
    }

    /** The boolean that {@code text} spells, where one is wanted; empty where it spells none. */
    public static Optional<Boolean> bool(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean oneCase = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || text.equals(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        if (!oneCase) {
            return Optional.empty();
        }
        return TRUE.contains(lower) ? Optional.of(true) : FALSE.contains(lower) ? Optional.of(false) : Optional.empty();
    }

    /** The whole number that {@code text} spells, of any size; {@code 1e3} is one too. */
    public static Optional<BigInteger> whole(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String digits = text.replace("_", "");
        Matcher matcher = WHOLE.matcher(digits);
        if (!matcher.matches()) {
            return DECIMAL.matcher(digits).matches() ? integral(new BigDecimal(digits)) : Optional.empty();
        }
        int[] radixes = {16, 8, 2, 10};
        for (int group = 2; group <= 5; group++) {
            String found = matcher.group(group);
            if (found != null) {
                return Optional.of(new BigInteger(matcher.group(1).replace("+", "") + found, radixes[group - 2]));
            }
        }
        return Optional.empty();
    }

    private static Optional<BigInteger> integral(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? Optional.of(number.toBigInteger()) : Optional.empty();
    }
}
