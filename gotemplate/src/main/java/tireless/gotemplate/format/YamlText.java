package tireless.gotemplate.format;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Values as YAML, as `toYaml` of Helm and DataOS writes it: by Kubernetes' library, without the last line break. */
public final class YamlText {
    private static final int STEP = 2;
    private static final int LONGEST_KEY = 128;

    private final YamlLines lines;
    private final Budget budget;

    private YamlText(BoundedText out) {
        this.lines = new YamlLines(out);
        this.budget = out.budget();
    }

    /** @throws IllegalArgumentException if there is a sign in it that YAML does not allow, or no number */
    public static String of(Value value, Budget budget) {
        BoundedText out = new BoundedText(budget);
        new YamlText(out).root(value);
        String text = out.toString();
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private void root(Value value) {
        if (!collection(value, 0, 0, true)) {
            scalar(value, 0, false);
        }
    }

    /** False if it is none, or empty: then it stands on the line. */
    private boolean collection(Value value, int indentOfMap, int indentOfList, boolean onLine) {
        if (value instanceof Value.Entries map && !map.entries().isEmpty()) {
            return budget.deeper(() -> mapping(map, indentOfMap, onLine));
        }
        if (value instanceof Value.Items list && !list.items().isEmpty()) {
            return budget.deeper(() -> sequence(list, indentOfList, onLine));
        }
        return false;
    }

    private boolean mapping(Value.Entries map, int indent, boolean onLine) {
        SortedMap<String, Value> sorted = new TreeMap<>(YamlKeys.ORDER);
        sorted.putAll(map.entries());
        boolean here = onLine;
        for (Map.Entry<String, Value> entry : sorted.entrySet()) {
            begin(indent, here);
            here = false;
            String key = entry.getKey();
            if (key.codePoints().noneMatch(YamlScalar::isBreak) && Utf8.length(key) <= LONGEST_KEY) {
                lines.text(checked(key), indent + STEP, true);
                lines.write(":");
                child(entry.getValue(), indent + STEP, indent, false);
            } else {
                lines.write("? ");
                lines.text(checked(key), indent + STEP, false);
                begin(indent, false);
                lines.write(":");
                child(entry.getValue(), indent + STEP, indent + STEP, true);
            }
        }
        return true;
    }

    private boolean sequence(Value.Items list, int indent, boolean onLine) {
        boolean here = onLine;
        for (Value item : list.items()) {
            begin(indent, here);
            here = false;
            lines.write("-");
            child(item, indent + STEP, indent + STEP, true);
        }
        return true;
    }

    private void child(Value value, int indentOfMap, int indentOfList, boolean onLine) {
        if (onLine || isOnLine(value)) {
            lines.write(" ");
        }
        if (!collection(value, indentOfMap, indentOfList, onLine)) {
            scalar(value, indentOfMap, true);
        }
    }

    private static boolean isOnLine(Value value) {
        return switch (value) {
            case Value.Entries map -> map.entries().isEmpty();
            case Value.Items list -> list.items().isEmpty();
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ -> true;
        };
    }

    private void begin(int indent, boolean onLine) {
        budget.step();
        if (!onLine) {
            lines.newLine(indent);
        }
    }

    private void scalar(Value value, int indent, boolean inside) {
        int around = inside ? indent : STEP;
        switch (value) {
            case Value.Nothing _ -> lines.write("null");
            case Value.Text text -> lines.text(checked(text.text()), around, false);
            case Value.Whole whole -> lines.write(Long.toString(whole.number()));
            case Value.Real real -> lines.write(number(real.number()));
            case Value.Truth truth -> lines.write(Boolean.toString(truth.truth()));
            case Value.Moment moment ->
                lines.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.at()), around, false);
            case Value.Items _ -> lines.write("[]");
            case Value.Entries _ -> lines.write("{}");
        }
    }

    /** Go writes JSON first, which leaves these signs as they are, and then reads it as YAML, which refuses them. */
    private static String checked(String text) {
        boolean refused = text.codePoints()
                .anyMatch(point ->
                        (point >= 0x7F && point < 0xA0 && point != 0x85) || point == 0xFFFE || point == 0xFFFF);
        if (refused) {
            throw new IllegalArgumentException("YAML has no place for control characters");
        }
        return text;
    }

    /** Without a fraction it is a whole number, because it goes by way of JSON. */
    private static String number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no number for %s".formatted(Floats.shortest(number)));
        }
        boolean whole = number == Math.rint(number) && number >= -0x1p63 && number < 0x1p64;
        return whole ? new BigDecimal(number).toBigInteger().toString() : Floats.shortest(number);
    }
}
