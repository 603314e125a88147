package tireless.gotemplate.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Reads JSON as Go does where it is not told types: every number is a float64, the last of two equal keys counts. */
public final class JsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final String SIMPLE = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    private final String text;
    private final Budget budget;
    private int at;

    private JsonReader(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    /** The one value that the text holds; nothing, if it is not JSON. */
    public static Optional<Value> read(String text, Budget budget) {
        JsonReader reader = new JsonReader(text, budget);
        try {
            Value value = reader.value();
            reader.skipSpace();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    private Value value() {
        budget.step();
        skipSpace();
        return switch (peek()) {
            case '{' -> budget.deeper(this::entries);
            case '[' -> budget.deeper(this::items);
            case '"' -> Value.of(string());
            case 't' -> word("true", Value.of(true));
            case 'f' -> word("false", Value.of(false));
            case 'n' -> word("null", Value.Nothing.NIL);
            default -> number();
        };
    }

    private Value entries() {
        SortedMap<String, Value> entries = Utf8.sortedMap();
        at++;
        skipSpace();
        while (peek() != '}') {
            if (!entries.isEmpty()) {
                expect(',');
                skipSpace();
            }
            String key = string();
            skipSpace();
            expect(':');
            entries.put(key, value());
            skipSpace();
        }
        at++;
        return Value.of(entries);
    }

    private Value items() {
        List<Value> items = new ArrayList<>();
        at++;
        skipSpace();
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value());
            skipSpace();
        }
        at++;
        return Value.of(items);
    }

    private Value word(String word, Value meaning) {
        if (!text.startsWith(word, at)) {
            throw new NotJson();
        }
        at += word.length();
        return meaning;
    }

    private Value number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new NotJson();
        }
        at = number.end();
        double value = Double.parseDouble(number.group());
        if (Double.isInfinite(value)) {
            throw new NotJson();
        }
        return Value.of(value);
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char unit = text.charAt(at);
            at++;
            if (unit < ' ') {
                throw new NotJson();
            }
            string.append(unit == '\\' ? escape() : unit);
        }
        at++;
        return string.toString();
    }

    private char escape() {
        int simple = SIMPLE.indexOf(peek());
        if (simple >= 0) {
            at++;
            return MEANINGS.charAt(simple);
        }
        expect('u');
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw new NotJson();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw new NotJson();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super(null, null, false, false);
        }
    }
}
