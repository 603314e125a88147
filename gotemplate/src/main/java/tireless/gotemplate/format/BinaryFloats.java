package tireless.gotemplate.format;

/** Floats by their binary digits, for the verbs `b`, `x` and `X`. */
final class BinaryFloats {
    private static final int DIGITS = 13;
    private static final int FRACTION = 52;
    private static final int BIAS = 1023;

    private BinaryFloats() {}

    /** {@code 4503599627370496p-52} */
    static String decimal(double number) {
        if (!Double.isFinite(number)) {
            return Floats.shortest(number);
        }
        long bits = Double.doubleToRawLongBits(number);
        int exponent = (int) ((bits >>> FRACTION) & 0x7FF);
        long fraction = bits & ((1L << FRACTION) - 1);
        long mantissa = exponent == 0 ? fraction : fraction | (1L << FRACTION);
        int power = Math.max(exponent, 1) - BIAS - FRACTION;
        return (bits < 0 ? "-" : "") + mantissa + "p" + (power < 0 ? "" : "+") + power;
    }

    /**
     * {@code 0x1.8p+00}
     *
     * @param precision digits after the point, or {@link Floats#SHORTEST}
     */
    static String hexadecimal(double number, int precision) {
        if (!Double.isFinite(number)) {
            return Floats.shortest(number);
        }
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        int power = number == 0 ? 0 : Math.getExponent(Math.abs(number));
        long mantissa =
                number == 0 ? 0 : (Double.doubleToRawLongBits(number) & ((1L << FRACTION) - 1)) | (1L << FRACTION);
        if (number != 0 && power < -BIAS + 1) {
            // A number too small for a leading 1 is moved up until it has one.
            mantissa &= ~(1L << FRACTION);
            int shift = Long.numberOfLeadingZeros(mantissa) - (63 - FRACTION);
            mantissa <<= shift;
            power = -BIAS + 1 - shift;
        }
        if (precision >= 0 && precision < DIGITS) {
            mantissa = rounded(mantissa, (DIGITS - precision) * 4);
            if (mantissa >>> FRACTION > 1) {
                mantissa >>>= 1;
                power++;
            }
        }
        String size = (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
        return sign + "0x" + (mantissa >>> FRACTION) + fraction(mantissa, precision) + (power < 0 ? "p-" : "p+") + size;
    }

    /** Half goes to the even neighbour. */
    private static long rounded(long mantissa, int dropped) {
        long unit = 1L << dropped;
        long rest = mantissa & (unit - 1);
        long down = mantissa - rest;
        boolean up = rest > unit / 2 || (rest == unit / 2 && (down & unit) != 0);
        return up ? down + unit : down;
    }

    private static String fraction(long mantissa, int precision) {
        String digits = "%013x".formatted(mantissa & ((1L << FRACTION) - 1));
        String kept = precision < 0
                ? digits.replaceAll("0+$", "")
                : precision <= DIGITS ? digits.substring(0, precision) : digits + "0".repeat(precision - DIGITS);
        return kept.isEmpty() ? "" : "." + kept;
    }
}
