package tireless.gotemplate.format;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Values as Go's package fmt prints them. */
public final class Printer {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern(" xx zzz")
            .toFormatter(Locale.ENGLISH);

    private final BoundedText out;
    private final NumberPrinter numbers;
    private final Padding padding;

    public Printer(BoundedText out) {
        this.out = out;
        this.numbers = new NumberPrinter(out);
        this.padding = new Padding(out);
    }

    /** What {@code print} makes of one value. */
    public static String text(Value value, Budget budget) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        BoundedText out = new BoundedText(budget);
        new Printer(out).print(value);
        return out.toString();
    }

    /** As the verb `v` prints it. */
    public void print(Value value) {
        operand(value, 'v', Directive.PLAIN);
    }

    /** One operand of printf. */
    void operand(Value value, int verb, Directive directive) {
        if (value instanceof Value.Nothing) {
            if (verb == 'T' || verb == 'v') {
                padding.text("<nil>", directive);
            } else {
                out.append("%!").codePoint(verb).append("(<nil>)");
            }
        } else if (verb == 'T') {
            padding.text(Padding.cut(Types.type(value), directive), directive);
        } else {
            value(value, verb, directive);
        }
    }

    private void value(Value value, int verb, Directive directive) {
        out.budget().step();
        boolean fits = switch (value) {
            case Value.Nothing _ -> nothing(directive);
            case Value.Text text -> text(text.text(), verb, directive);
            case Value.Whole whole -> numbers.whole(whole.number(), verb, directive);
            case Value.Real real -> numbers.real(real.number(), verb, directive);
            case Value.Truth truth -> truth(truth.truth(), verb, directive);
            case Value.Items items -> out.budget().deeper(() -> items(items, verb, directive));
            case Value.Entries entries -> out.budget().deeper(() -> entries(entries, verb, directive));
            case Value.Moment moment -> text(moment(moment), verb, directive);
        };
        if (!fits) {
            out.append("%!")
                    .codePoint(verb)
                    .append('(')
                    .append(Types.type(value))
                    .append('=');
            value(value, 'v', directive);
            out.append(')');
        }
    }

    private boolean nothing(Directive directive) {
        out.append(directive.goSyntax() ? "interface {}(nil)" : "<nil>");
        return true;
    }

    private boolean truth(boolean truth, int verb, Directive directive) {
        if (verb != 't' && verb != 'v') {
            return false;
        }
        padding.text(Boolean.toString(truth), directive);
        return true;
    }

    private boolean text(String text, int verb, Directive directive) {
        switch (verb) {
            case 'v', 's' -> {
                if (verb == 'v' && directive.goSyntax()) {
                    quoted(text, directive);
                } else {
                    padding.text(Padding.cut(text, directive), directive);
                }
            }
            case 'q' -> quoted(text, directive);
            case 'x', 'X' -> hexadecimal(text, verb, directive);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void quoted(String text, Directive directive) {
        String cut = Padding.cut(text, directive);
        String quoted = directive.sharp() && Quoted.fitsBackticks(cut)
                ? "`" + cut + "`"
                : directive.plus() ? Quoted.ascii(cut) : Quoted.text(cut);
        padding.text(quoted, directive);
    }

    private void hexadecimal(String text, int verb, Directive directive) {
        byte[] bytes = Utf8.bytes(text);
        int length = Math.min(bytes.length, directive.precision().orElse(bytes.length));
        String prefix = !directive.sharp() || length == 0 ? "" : verb == 'X' ? "0X" : "0x";
        HexFormat hex = verb == 'X' ? HexFormat.of().withUpperCase() : HexFormat.of();
        StringBuilder digits = new StringBuilder(prefix);
        for (int at = 0; at < length; at++) {
            if (at > 0 && directive.space()) {
                digits.append(' ').append(prefix);
            }
            digits.append(hex.toHexDigits(bytes[at]));
        }
        padding.text(digits.toString(), directive);
    }

    private boolean items(Value.Items items, int verb, Directive directive) {
        boolean go = directive.goSyntax();
        out.append(go ? Types.type(items) + "{" : "[");
        String between = "";
        for (Value item : items.items()) {
            out.append(between);
            between = go ? ", " : " ";
            value(item, verb, directive);
        }
        out.append(go ? '}' : ']');
        return true;
    }

    private boolean entries(Value.Entries entries, int verb, Directive directive) {
        boolean go = directive.goSyntax();
        out.append(go ? Types.type(entries) + "{" : "map[");
        String between = "";
        for (Map.Entry<String, Value> entry : entries.entries().entrySet()) {
            out.append(between);
            between = go ? ", " : " ";
            value(Value.of(entry.getKey()), verb, directive);
            out.append(':');
            value(entry.getValue(), verb, directive);
        }
        out.append(go ? '}' : ']');
        return true;
    }

    private static String moment(Value.Moment moment) {
        return MOMENT.format(moment.at());
    }
}
