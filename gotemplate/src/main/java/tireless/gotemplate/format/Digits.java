package tireless.gotemplate.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number above zero, or zero, as {@code 0.DIGITS × 10^point}.
 *
 * @param digits without zeros at the end; empty for zero
 */
record Digits(String digits, int point) {
    /** No float64 has more digits than this, before or after the point. */
    private static final int EXACT = 1100;

    private static final Digits ZERO = new Digits("", 0);

    /** As few digits as tell the number from its neighbours. */
    static Digits shortest(double number) {
        Digits digits = of(new BigDecimal(Double.toString(number)));
        if (digits.digits().length() == 2) {
            // Double.toString never writes fewer than two digits, so the nearest number with one may do as well.
            Digits one = of(new BigDecimal(number).round(new MathContext(1, RoundingMode.HALF_EVEN)));
            return one.number() == number ? one : digits;
        }
        return digits;
    }

    /** So many digits in all. */
    static Digits significant(double number, int count) {
        return of(new BigDecimal(number).round(new MathContext(Math.min(count, EXACT), RoundingMode.HALF_EVEN)));
    }

    /** So many digits after the point. */
    static Digits decimals(double number, int count) {
        return of(new BigDecimal(number).setScale(Math.min(count, EXACT), RoundingMode.HALF_EVEN));
    }

    private static Digits of(BigDecimal number) {
        if (number.signum() == 0) {
            return ZERO;
        }
        String digits = number.unscaledValue().toString();
        int point = digits.length() - number.scale();
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return new Digits(digits.substring(0, end), point);
    }

    private double number() {
        return Double.parseDouble("0." + digits + "e" + point);
    }

    int count() {
        return digits.length();
    }

    /** The digits from {@code from} to before {@code to}, counted from the first; 0 where there is none. */
    String range(int from, int to) {
        StringBuilder range = new StringBuilder();
        for (int at = from; at < to; at++) {
            range.append(at >= 0 && at < digits.length() ? digits.charAt(at) : '0');
        }
        return range.toString();
    }
}
