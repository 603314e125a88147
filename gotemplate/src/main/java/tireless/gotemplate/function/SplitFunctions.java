package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.INT;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.value.Element;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Sprig's functions that make lists of texts, and texts of lists. */
final class SplitFunctions {
    /** So many characters compare as fast as one is made. */
    private static final int CHEAP = 16;

    private SplitFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .add("splitList", call -> Value.ofTexts(parts(call, call.text(0), call.text(1), -1)), TEXT, TEXT)
                .add("split", call -> numbered(parts(call, call.text(0), call.text(1), -1)), TEXT, TEXT)
                .add(
                        "splitn",
                        call -> numbered(parts(call, call.text(0), call.text(2), call.whole(1))),
                        TEXT,
                        INT,
                        TEXT)
                .add("join", SplitFunctions::join, TEXT, ANY)
                .add("toStrings", call -> Value.ofTexts(texts(call.value(0), call.budget())), ANY)
                .add("sortAlpha", SplitFunctions::sorted, ANY)
                .definitions();
    }

    /** Each item as a text; what is null is left out, and what is no list counts as a list of one. */
    static List<String> texts(Value value, Budget budget) {
        return switch (value) {
            case Value.Nothing _ -> List.of();
            case Value.Items items ->
                items.items().stream()
                        .filter(item -> !(item instanceof Value.Nothing))
                        .map(item -> Printer.text(item, budget))
                        .toList();
            case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.Entries _, Value.Moment _ ->
                List.of(Printer.text(value, budget));
        };
    }

    /** @param most parts; any number if below 0 */
    private static List<String> parts(Arguments call, String separator, String text, int most) {
        call.search(text, separator);
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (most < 0 || parts.size() < most - 1) {
            int step = separator.isEmpty() && from < text.length() ? Character.charCount(text.codePointAt(from)) : 0;
            int at = separator.isEmpty() ? from + step : text.indexOf(separator, from);
            if (at < 0 || (separator.isEmpty() && at >= text.length())) {
                break;
            }
            call.budget().step();
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        if (most != 0 && !(separator.isEmpty() && text.isEmpty())) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    private static Value numbered(List<String> parts) {
        SortedMap<String, Value> numbered = Utf8.sortedMap();
        for (int at = 0; at < parts.size(); at++) {
            numbered.put("_" + at, Value.of(parts.get(at)));
        }
        return new Value.Entries(Element.TEXT, numbered);
    }

    private static Value join(Arguments call) {
        BoundedText out = call.newText();
        String between = "";
        for (String text : texts(call.value(1), call.budget())) {
            out.append(between).append(text);
            between = call.text(0);
        }
        return Value.of(out.toString());
    }

    private static Value sorted(Arguments call) {
        if (call.value(0) instanceof Value.Nothing) {
            return Value.ofTexts(List.of("<nil>"));
        }
        return Value.ofTexts(texts(call.value(0), call.budget()).stream()
                .sorted((left, right) -> compared(left, right, call.budget()))
                .toList());
    }

    private static int compared(String left, String right, Budget budget) {
        budget.characters(1 + Math.min(left.length(), right.length()) / CHEAP);
        return Utf8.ORDER.compare(left, right);
    }
}
