package tireless.gotemplate.format;

import tireless.gotemplate.budget.BoundedText;

/** Texts brought to a width, counted in characters. */
final class Padding {
    private final BoundedText out;

    Padding(BoundedText out) {
        this.out = out;
    }

    void text(String text, Directive directive) {
        int missing = directive.width().orElse(0) - text.codePointCount(0, text.length());
        if (!directive.minus()) {
            fill(missing, directive);
        }
        out.append(text);
        if (directive.minus()) {
            fill(missing, directive);
        }
    }

    void fill(int count, Directive directive) {
        out.repeat(directive.fillsZeros() ? "0" : " ", count);
    }

    /** The text, cut to as many characters as the precision says. */
    static String cut(String text, Directive directive) {
        int most = directive.precision().orElse(Integer.MAX_VALUE);
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
