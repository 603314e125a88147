package tireless.gotemplate.format;

import java.util.Locale;
import tireless.gotemplate.budget.BoundedText;

/** Numbers by the verbs of printf. Each method says whether the verb is one for such a number. */
final class NumberPrinter {
    private static final int DECIMALS = 6;

    private final BoundedText out;
    private final Padding padding;

    NumberPrinter(BoundedText out) {
        this.out = out;
        this.padding = new Padding(out);
    }

    boolean whole(long number, int verb, Directive directive) {
        switch (verb) {
            case 'v', 'd' -> digits(number, 10, verb, directive);
            case 'b' -> digits(number, 2, verb, directive);
            case 'o', 'O' -> digits(number, 8, verb, directive);
            case 'x', 'X' -> digits(number, 16, verb, directive);
            case 'c' -> padding.text(Character.toString(rune(number)), directive);
            case 'q' -> padding.text(Quoted.rune(rune(number), directive.plus()), directive);
            case 'U' -> padding.text(unicode(number, directive), directive.withoutZero());
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean real(double number, int verb, Directive directive) {
        int shortest = precision(directive, Floats.SHORTEST);
        int decimals = precision(directive, DECIMALS);
        String text = switch (verb) {
            case 'v' -> sharp(Floats.format(number, 'g', shortest), 'g', directive);
            case 'g', 'G' -> sharp(Floats.format(number, (char) verb, shortest), verb, directive);
            case 'e', 'E' -> sharp(Floats.format(number, (char) verb, decimals), verb, directive);
            case 'f', 'F' -> sharp(Floats.format(number, 'f', decimals), verb, directive);
            case 'b' -> BinaryFloats.decimal(number);
            case 'x' -> sharp(BinaryFloats.hexadecimal(number, shortest), 'x', directive);
            case 'X' ->
                sharp(BinaryFloats.hexadecimal(number, shortest), 'X', directive)
                        .toUpperCase(Locale.ROOT);
            default -> "";
        };
        if (!text.isEmpty()) {
            real(text, directive);
        }
        return !text.isEmpty();
    }

    private int precision(Directive directive, int otherwise) {
        int precision = directive.precision().orElse(otherwise);
        out.budget().room(precision);
        return precision;
    }

    private void digits(long number, int radix, int verb, Directive directive) {
        int least = directive.precision().orElse(0);
        if (directive.precision().isPresent()) {
            if (least == 0 && number == 0) {
                padding.fill(directive.width().orElse(0), directive.withoutZero());
                return;
            }
        } else if (directive.fillsZeros() && directive.width().isPresent()) {
            boolean signed = number < 0 || directive.plus() || directive.space();
            least = directive.width().getAsInt() - (signed ? 1 : 0);
        }
        out.budget().room(least);
        String digits = Long.toUnsignedString(Math.abs(number), radix);
        String filled = "0".repeat(Math.max(0, least - digits.length())) + digits;
        String cased = verb == 'X' ? filled.toUpperCase(Locale.ROOT) : filled;
        padding.text(sign(number < 0, directive) + prefix(cased, radix, verb, directive), directive.withoutZero());
    }

    private static String sign(boolean negative, Directive directive) {
        return negative ? "-" : directive.plus() ? "+" : directive.space() ? " " : "";
    }

    private static String prefix(String digits, int radix, int verb, Directive directive) {
        if (verb == 'O') {
            return "0o" + (directive.sharp() && !digits.startsWith("0") ? "0" : "") + digits;
        }
        if (!directive.sharp()) {
            return digits;
        }
        return switch (radix) {
            case 2 -> "0b" + digits;
            case 8 -> digits.startsWith("0") ? digits : "0" + digits;
            case 16 -> (verb == 'X' ? "0X" : "0x") + digits;
            default -> digits;
        };
    }

    private String unicode(long number, Directive directive) {
        int least = Math.max(4, directive.precision().orElse(4));
        out.budget().room(least);
        String digits = Long.toHexString(number).toUpperCase(Locale.ROOT);
        String name = "U+" + "0".repeat(Math.max(0, least - digits.length())) + digits;
        boolean shown =
                directive.sharp() && Character.isValidCodePoint((int) number) && Quoted.isPrintable((int) number);
        return shown ? name + " '" + Character.toString((int) number) + "'" : name;
    }

    private static int rune(long number) {
        boolean valid = number >= 0
                && number <= Character.MAX_CODE_POINT
                && (number < Character.MIN_SURROGATE || number > Character.MAX_SURROGATE);
        return valid ? (int) number : 0xFFFD;
    }

    private void real(String formatted, Directive directive) {
        boolean signed = formatted.startsWith("-") || formatted.startsWith("+");
        boolean negative = formatted.startsWith("-");
        String bare = signed ? formatted.substring(1) : formatted;
        String sign = negative ? "-" : directive.plus() ? "+" : directive.space() ? " " : "";
        if (bare.startsWith("I") || bare.startsWith("N")) {
            String shown = bare.startsWith("I") && sign.isEmpty() ? "+" + bare : sign + bare;
            padding.text(shown, directive.withoutZero());
            return;
        }
        int missing = directive.width().orElse(0) - sign.length() - bare.length();
        if (!sign.isEmpty() && directive.fillsZeros() && missing > 0) {
            out.append(sign);
            padding.fill(missing, directive);
            out.append(bare);
            return;
        }
        padding.text(sign + bare, directive);
    }

    /** `#` keeps the point, and for `g` and `x` the zeros at the end. */
    private static String sharp(String formatted, int verb, Directive directive) {
        if (!directive.sharp() || formatted.endsWith("Inf") || formatted.endsWith("NaN")) {
            return formatted;
        }
        boolean binary = verb == 'x' || verb == 'X';
        int exponent = binary ? formatted.indexOf('p') : Math.max(formatted.indexOf('e'), formatted.indexOf('E'));
        String number = exponent < 0 ? formatted : formatted.substring(0, exponent);
        String tail = exponent < 0 ? "" : formatted.substring(exponent);
        String bare = number.replaceAll("^[-+]", "");
        long significant = bare.replace(".", "").replaceAll("^0+", "").length();
        StringBuilder kept = new StringBuilder(number);
        if (bare.indexOf('.') < 0) {
            kept.append('.');
            significant += bare.equals("0") ? 1 : 0;
        }
        boolean general = verb == 'g' || verb == 'G' || verb == 'x';
        long wanted = general ? directive.precision().orElse(DECIMALS) : 0;
        for (; significant < wanted; significant++) {
            kept.append('0');
        }
        return kept.append(tail).toString();
    }
}
