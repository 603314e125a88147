package tireless.manifest.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", binary(1)),
            Map.entry("Mi", binary(2)),
            Map.entry("Gi", binary(3)),
            Map.entry("Ti", binary(4)),
            Map.entry("Pi", binary(5)),
            Map.entry("Ei", binary(6)));

    private static BigDecimal binary(int power) {
        return BigDecimal.valueOf(1024).pow(power);
    }

    /** The quantity that {@code text} spells; empty where it spells none. */
    public static Optional<Quantity> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal factor = FACTORS.get(suffix);
        return Optional.of(new Quantity(
                factor == null
                        ? number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))
                        : number.multiply(factor),
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
