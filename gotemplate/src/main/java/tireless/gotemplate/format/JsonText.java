package tireless.gotemplate.format;

import java.time.format.DateTimeFormatter;
import java.util.Map;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Values as Go's encoding/json writes them. A number that JSON has not throws {@link IllegalArgumentException}. */
public final class JsonText {
    /** How it is laid out, and whether it may stand in HTML. */
    public enum Style {
        /** On one line, with escapes for `<`, `>` and `&`. */
        COMPACT,
        /** Indented by two, with the same escapes. */
        PRETTY,
        /** On one line, as it is. */
        RAW
    }

    private static final double SMALL = 1e-6;
    private static final double LARGE = 1e21;

    private final BoundedText out;
    private final Style style;

    private JsonText(BoundedText out, Style style) {
        this.out = out;
        this.style = style;
    }

    public static String of(Value value, Style style, Budget budget) {
        BoundedText out = new BoundedText(budget);
        new JsonText(out, style).write(value, 0);
        return out.toString();
    }

    /** A float64, which is written without fraction where it has none. */
    static String number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no number for %s".formatted(Floats.shortest(number)));
        }
        double size = Math.abs(number);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            return Floats.format(number, 'e', Floats.SHORTEST).replaceFirst("e-0(\\d)$", "e-$1");
        }
        return Floats.format(number, 'f', Floats.SHORTEST);
    }

    private void write(Value value, int depth) {
        out.budget().step();
        switch (value) {
            case Value.Nothing _ -> out.append("null");
            case Value.Text text -> text(text.text());
            case Value.Whole whole -> out.append(Long.toString(whole.number()));
            case Value.Real real -> out.append(number(real.number()));
            case Value.Truth truth -> out.append(Boolean.toString(truth.truth()));
            case Value.Items items -> out.budget().deeper(() -> items(items, depth));
            case Value.Entries entries -> out.budget().deeper(() -> entries(entries, depth));
            case Value.Moment moment -> text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.at()));
        }
    }

    private BoundedText items(Value.Items items, int depth) {
        out.append('[');
        String between = "";
        for (Value item : items.items()) {
            out.append(between);
            between = ",";
            line(depth + 1);
            write(item, depth + 1);
        }
        if (!items.items().isEmpty()) {
            line(depth);
        }
        return out.append(']');
    }

    private BoundedText entries(Value.Entries entries, int depth) {
        out.append('{');
        String between = "";
        for (Map.Entry<String, Value> entry : entries.entries().entrySet()) {
            out.append(between);
            between = ",";
            line(depth + 1);
            text(entry.getKey());
            out.append(style == Style.PRETTY ? ": " : ":");
            write(entry.getValue(), depth + 1);
        }
        if (!entries.entries().isEmpty()) {
            line(depth);
        }
        return out.append('}');
    }

    private void line(int depth) {
        if (style == Style.PRETTY) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&' -> {
                if (style == Style.RAW) {
                    out.append((char) point);
                } else {
                    out.append("\\u%04x".formatted(point));
                }
            }
            default -> {
                if (Utf8.isByte(point)) {
                    out.append("\\ufffd");
                } else if (point < ' ' || point == 0x2028 || point == 0x2029) {
                    out.append("\\u%04x".formatted(point));
                } else {
                    out.codePoint(point);
                }
            }
        }
    }
}
