package tireless.gotemplate.function;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import tireless.gotemplate.value.Value;

/** Values taken for numbers, as Sprig's arithmetic does: what is none counts as 0. */
final class Casts {
    private static final Pattern ZEROS = Pattern.compile("^(.*?)\\.0*$", Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile(
            "[+-]?(?:0[xX](?:_?[0-9a-fA-F])++|0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0(?:_?[0-7])*+|[1-9](?:_?[0-9])*+)");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

    /** More digits than these are never read: that would take long. */
    private static final int LONGEST = 400;

    private Casts() {}

    static long whole(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.number();
            case Value.Real real -> truncated(real.number());
            case Value.Truth truth -> truth.truth() ? 1 : 0;
            case Value.Text text -> whole(text.text());
            case Value.Nothing _, Value.Items _, Value.Entries _, Value.Moment _ -> 0;
        };
    }

    static double real(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Truth truth -> truth.truth() ? 1 : 0;
            case Value.Text text -> real(text.text());
            case Value.Nothing _, Value.Items _, Value.Entries _, Value.Moment _ -> 0;
        };
    }

    /** Out of range, the processors that Go mostly runs on give the least number. */
    private static long truncated(double number) {
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    private static long whole(String text) {
        String bare = ZEROS.matcher(text).replaceFirst("$1");
        if (bare.length() > LONGEST || !WHOLE.matcher(bare).matches()) {
            return 0;
        }
        String digits = bare.replaceAll("[+_-]", "").toLowerCase(Locale.ROOT);
        BigInteger size = digits.startsWith("0x")
                ? new BigInteger(digits.substring(2), 16)
                : digits.startsWith("0b")
                        ? new BigInteger(digits.substring(2), 2)
                        : digits.startsWith("0")
                                ? new BigInteger("0" + digits.substring(1).replace("o", ""), 8)
                                : new BigInteger(digits);
        BigInteger number = bare.startsWith("-") ? size.negate() : size;
        return number.bitLength() <= 63 ? number.longValueExact() : 0;
    }

    private static double real(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return 0;
        }
        double number = Double.parseDouble(text);
        return Double.isInfinite(number) ? 0 : number;
    }

    static long decimalOrZero(String text) {
        return orZero(text, 10);
    }

    static long octalOrZero(String text) {
        return orZero(text, 8);
    }

    private static long orZero(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
