package tireless.gotemplate.parse;

import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.gotemplate.problem.Position;

/** Numbers as Go's source writes them. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile(
            "([+-]?)(?:0[xX]((?:_?[0-9a-fA-F])++)|0[bB]((?:_?[01])++)|0[oO]?((?:_?[0-7])++)|(0|[1-9](?:_?[0-9])*+))");
    private static final Pattern DECIMAL = Pattern.compile(
            "[+-]?(?:[0-9](?:_?[0-9])*+\\.?(?:[0-9](?:_?[0-9])*+)?|\\.[0-9](?:_?[0-9])*+)(?:[eE][+-]?[0-9](?:_?[0-9])*+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX](?:(?:_?[0-9a-fA-F])++\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);
    /** More digits than these are never read: that would take long. */
    private static final int LONGEST = 400;

    private static final double EDGE = 0x1p63;

    private Numbers() {}

    /** @throws IllegalArgumentException if this is no number, or too large a one */
    static Operand.Numeral number(Position at, String written) {
        if (written.length() > LONGEST) {
            throw new IllegalArgumentException("a number of %d signs is too large".formatted(written.length()));
        }
        Matcher whole = WHOLE.matcher(written);
        if (whole.matches()) {
            return whole(at, written, whole);
        }
        if (!DECIMAL.matcher(written).matches() && !HEXADECIMAL.matcher(written).matches()) {
            throw new IllegalArgumentException("`%s` is no number".formatted(written));
        }
        if (!written.matches("[^.eEpP]*[.eEpP].*")) {
            throw new IllegalArgumentException("`%s` is no number".formatted(written));
        }
        double real = Double.parseDouble(written.replace("_", ""));
        if (Double.isInfinite(real)) {
            throw new IllegalArgumentException("`%s` is too large".formatted(written));
        }
        boolean isWhole = real == Math.rint(real) && real >= -EDGE && real < EDGE;
        return new Operand.Numeral(
                at,
                written,
                isWhole ? OptionalLong.of((long) real) : OptionalLong.empty(),
                OptionalDouble.of(real),
                true);
    }

    static Operand.Numeral rune(Position at, String written) {
        int rune = Unquoted.rune(written);
        return new Operand.Numeral(at, written, OptionalLong.of(rune), OptionalDouble.of(rune), false);
    }

    private static Operand.Numeral whole(Position at, String written, Matcher parts) {
        int[] radixes = {16, 2, 8, 10};
        BigInteger number = BigInteger.ZERO;
        for (int group = 0; group < radixes.length; group++) {
            String digits = parts.group(group + 2);
            if (digits != null) {
                number = new BigInteger(digits.replace("_", ""), radixes[group]);
            }
        }
        boolean negative = "-".equals(parts.group(1));
        BigInteger signed = negative ? number.negate() : number;
        boolean fits = signed.bitLength() <= 63;
        if (!fits
                && (negative
                        || number.compareTo(UNSIGNED_END) >= 0
                        || !parts.group(1).isEmpty())) {
            throw new IllegalArgumentException("`%s` is too large".formatted(written));
        }
        return new Operand.Numeral(
                at,
                written,
                fits ? OptionalLong.of(signed.longValueExact()) : OptionalLong.empty(),
                OptionalDouble.of(fits ? signed.longValueExact() : number.doubleValue()),
                false);
    }
}
