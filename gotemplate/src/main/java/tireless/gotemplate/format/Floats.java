package tireless.gotemplate.format;

/** Numbers with a fraction, as Go's strconv.FormatFloat writes them. */
public final class Floats {
    /** As many digits as the number needs. */
    static final int SHORTEST = -1;

    private static final int SHORTEST_EXPONENT = 6;

    private Floats() {}

    /** As `%v` and `print` write it. */
    public static String shortest(double number) {
        return format(number, 'g', SHORTEST);
    }

    /**
     * @param form `e`, `E`, `f`, `g` or `G`
     * @param precision digits after the point, or in all for `g`; or {@link #SHORTEST}
     */
    public static String format(double number, char form, int precision) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        double size = Math.abs(number);
        String text = switch (form) {
            case 'e', 'E' -> exponent(size, precision);
            case 'f' -> fixed(size, precision);
            default -> general(size, precision);
        };
        String cased = form == 'E' || form == 'G' ? text.replace('e', 'E') : text;
        return negative ? "-" + cased : cased;
    }

    private static String exponent(double size, int precision) {
        Digits digits = precision < 0 ? Digits.shortest(size) : Digits.significant(size, precision + 1);
        return exponent(digits, precision < 0 ? Math.max(digits.count() - 1, 0) : precision);
    }

    private static String exponent(Digits digits, int decimals) {
        int exponent = digits.count() == 0 ? 0 : digits.point() - 1;
        String fraction = decimals > 0 ? "." + digits.range(1, decimals + 1) : "";
        return digits.range(0, 1)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static String fixed(double size, int precision) {
        Digits digits = precision < 0 ? Digits.shortest(size) : Digits.decimals(size, precision);
        return fixed(digits, precision < 0 ? Math.max(digits.count() - digits.point(), 0) : precision);
    }

    private static String fixed(Digits digits, int decimals) {
        String whole = digits.point() > 0 ? digits.range(0, digits.point()) : "0";
        return decimals > 0 ? whole + "." + digits.range(digits.point(), digits.point() + decimals) : whole;
    }

    private static String general(double size, int precision) {
        if (precision < 0) {
            return general(Digits.shortest(size), SHORTEST_EXPONENT);
        }
        int wanted = Math.max(precision, 1);
        Digits digits = Digits.significant(size, wanted);
        boolean whole = wanted > digits.count() && digits.count() >= digits.point();
        return general(digits, whole ? digits.count() : wanted);
    }

    /** @param most the exponent from which on it is written */
    private static String general(Digits digits, int most) {
        int exponent = digits.point() - 1;
        return exponent < -4 || exponent >= most
                ? exponent(digits, Math.max(digits.count() - 1, 0))
                : fixed(digits, Math.max(digits.count() - digits.point(), 0));
    }
}
