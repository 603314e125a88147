package tireless.manifest.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.model.UnitSuffix;

/**
 * An amount as Kubernetes writes it: {@code 500m}, {@code 128Mi}, {@code 1e3}, {@code 2}.
 *
 * @param suffix as written: {@code m}, {@code Mi}, {@code e3} or nothing
 */
public record Quantity(BigDecimal amount, String suffix) implements Comparable<Quantity> {
    private static final String DIGITS = "(?:[0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})";

    /** A regular expression for a number above zero, as a quantity begins with it. */
    public static final String POSITIVE_PATTERN = "\\+?(?=[.0]*[1-9])" + DIGITS;

    /** A regular expression for the exponents that may stand in the place of a suffix. */
    public static final String EXPONENT_PATTERN = "[eE][-+]?[0-9]{1,2}";

    private static final Pattern SYNTAX =
            Pattern.compile("([-+]?" + DIGITS + ")(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|" + EXPONENT_PATTERN + ")?");

    /** The quantity that {@code text} spells; empty where it spells none. */
    public static Optional<Quantity> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1));
        return Optional.of(new Quantity(
                UnitSuffix.factor(suffix)
                        .map(number::multiply)
                        .orElseGet(() -> number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))),
                suffix));
    }

    /** Whole units, rounded up; empty where that is more than a long holds. */
    public OptionalLong units() {
        return rounded(amount);
    }

    /** Thousandths, rounded up; empty where that is more than a long holds. */
    public OptionalLong thousandths() {
        return rounded(amount.movePointRight(3));
    }

    private static OptionalLong rounded(BigDecimal value) {
        BigDecimal up = value.setScale(0, RoundingMode.UP);
        boolean fits = up.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? OptionalLong.of(up.longValue()) : OptionalLong.empty();
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
