package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.INT;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.format.Quoted;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Sprig's functions of texts. */
final class StringFunctions {
    private StringFunctions() {}

    static Map<String, Definition> all() {
        FunctionTable table = new FunctionTable();
        change(table, "trim", text -> Letters.trimmed(text, Letters::isSpace));
        change(table, "upper", Letters::upper);
        change(table, "lower", Letters::lower);
        change(table, "title", text -> Letters.starts(text, Letters::endsWord, Character::toTitleCase));
        change(table, "untitle", StringFunctions::untitled);
        change(table, "swapcase", Letters::swapped);
        change(table, "nospace", Letters::withoutSpace);
        change(table, "initials", Letters::initials);
        return table.add("trimAll", call -> trimAll(call.text(0), call.text(1)), TEXT, TEXT)
                .alias("trimall")
                .add("trimPrefix", call -> trimPrefix(call.text(0), call.text(1)), TEXT, TEXT)
                .add("trimSuffix", call -> trimSuffix(call.text(0), call.text(1)), TEXT, TEXT)
                .add("contains", StringFunctions::contains, TEXT, TEXT)
                .add("hasPrefix", call -> Value.of(call.text(1).startsWith(call.text(0))), TEXT, TEXT)
                .add("hasSuffix", call -> Value.of(call.text(1).endsWith(call.text(0))), TEXT, TEXT)
                .add("repeat", StringFunctions::repeat, INT, TEXT)
                .add("substr", call -> substring(call.whole(0), call.whole(1), call.text(2)), INT, INT, TEXT)
                .add("trunc", call -> truncated(call.whole(0), call.text(1)), INT, TEXT)
                .add("abbrev", call -> Value.of(Abbreviation.of(call.text(1), 0, call.whole(0))), INT, TEXT)
                .add(
                        "abbrevboth",
                        call -> Value.of(Abbreviation.both(call.text(2), call.whole(0), call.whole(1))),
                        INT,
                        INT,
                        TEXT)
                .add("replace", StringFunctions::replace, TEXT, TEXT, TEXT)
                .add("plural", call -> call.value(call.whole(2) == 1 ? 0 : 1), TEXT, TEXT, INT)
                .add("indent", call -> indented(call, ""), INT, TEXT)
                .add("nindent", call -> indented(call, "\n"), INT, TEXT)
                .addWithRest("quote", call -> each(call, text -> Quoted.text(text)), ANY)
                .addWithRest("squote", call -> each(call, text -> "'" + text + "'"), ANY)
                .addWithRest("cat", call -> each(call, UnaryOperator.identity()), ANY)
                .add("toString", call -> Value.of(Printer.text(call.value(0), call.budget())), ANY)
                .definitions();
    }

    private static void change(FunctionTable table, String name, UnaryOperator<String> change) {
        table.add(
                name,
                call -> {
                    call.budget().characters(call.text(0).length());
                    return Value.of(change.apply(call.text(0)));
                },
                TEXT);
    }

    /** The first letter of each word becomes small; words end at spaces only. */
    private static String untitled(String text) {
        boolean[] begins = {true};
        return Letters.mapped(text, point -> {
            boolean space = Letters.isSpace(point);
            int mapped = begins[0] && !space ? Character.toLowerCase(point) : point;
            begins[0] = space;
            return mapped;
        });
    }

    private static Value trimAll(String any, String text) {
        Set<Integer> dropped = any.codePoints().boxed().collect(Collectors.toSet());
        return Value.of(Letters.trimmed(text, dropped::contains));
    }

    private static Value contains(Arguments call) {
        call.search(call.text(1), call.text(0));
        return Value.of(call.text(1).contains(call.text(0)));
    }

    private static Value trimPrefix(String prefix, String text) {
        return Value.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }

    private static Value trimSuffix(String suffix, String text) {
        return Value.of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
    }

    private static Value repeat(Arguments call) {
        return Value.of(
                call.newText().repeat(call.text(1), notNegative(call.whole(0))).toString());
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new FunctionFailed("a count can not be %d".formatted(count));
        }
        return count;
    }

    private static Value substring(int start, int end, String text) {
        int length = Utf8.length(text);
        int from = Math.max(start, 0);
        int to = start >= 0 && (end < 0 || end > length) ? length : end;
        if (from > to || to > length) {
            throw new FunctionFailed("the text has no part from %d to %d".formatted(from, to));
        }
        return Value.of(Utf8.slice(text, from, to));
    }

    private static Value truncated(int count, String text) {
        int length = Utf8.length(text);
        if (count < 0 && length + count > 0) {
            return Value.of(Utf8.slice(text, length + count, length));
        }
        return Value.of(count >= 0 && length > count ? Utf8.slice(text, 0, count) : text);
    }

    private static Value replace(Arguments call) {
        String old = call.text(0);
        String text = call.text(2);
        if (old.isEmpty()) {
            // Go puts the new text around each character.
            BoundedText out = call.newText().append(call.text(1));
            text.codePoints().forEach(point -> out.codePoint(point).append(call.text(1)));
            return Value.of(out.toString());
        }
        call.search(text, old);
        BoundedText out = call.newText();
        int from = 0;
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
            out.append(text.substring(from, at)).append(call.text(1));
            from = at + old.length();
        }
        return Value.of(out.append(text.substring(from)).toString());
    }

    private static Value indented(Arguments call, String before) {
        int spaces = notNegative(call.whole(0));
        BoundedText out = call.newText().append(before).repeat(" ", spaces);
        String text = call.text(1);
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            out.append(text.substring(from, at + 1)).repeat(" ", spaces);
            from = at + 1;
        }
        return Value.of(out.append(text.substring(from)).toString());
    }

    /** What is null is left out; the others are separated by a space. */
    private static Value each(Arguments call, UnaryOperator<String> change) {
        List<String> texts = call.values().stream()
                .filter(value -> !(value instanceof Value.Nothing))
                .map(value -> change.apply(Printer.text(value, call.budget())))
                .toList();
        call.budget().room(texts.stream().mapToLong(String::length).sum());
        return Value.of(texts.stream().collect(Collectors.joining(" ")));
    }
}
