package tireless.store.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link JsonWriter} wrote. Anything else throws {@link IllegalArgumentException} naming the place. */
final class JsonReader {
    private static final int DEEPEST = 16;

    private final String in;
    private int at;

    private JsonReader(String in) {
        this.in = in;
    }

    static Json read(String text) {
        JsonReader reader = new JsonReader(text);
        Json json = reader.value(0);
        if (reader.at != text.length()) {
            throw reader.unexpected();
        }
        return json;
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw unexpected();
        }
        return switch (peek()) {
            case '"' -> new Json.Text(text());
            case '{' -> members(depth);
            case '[' -> array(depth);
            case 't' -> flag("true", true);
            case 'f' -> flag("false", false);
            default -> number();
        };
    }

    private Json members(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            String name = text();
            expect(':');
            members.put(name, value(depth + 1));
        }
        expect('}');
        return new Json.Members(members);
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value(depth + 1));
        }
        expect(']');
        return new Json.Array(items);
    }

    private Json flag(String word, boolean value) {
        if (!in.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return new Json.Flag(value);
    }

    private Json number() {
        int start = at;
        while (at < in.length() && (in.charAt(at) == '-' || Character.isDigit(in.charAt(at)))) {
            at++;
        }
        try {
            return new Json.Whole(Long.parseLong(in, start, at, 10));
        } catch (NumberFormatException _) {
            at = start;
            throw unexpected();
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = in.charAt(at++);
            text.append(c == '\\' ? escape() : c);
        }
        expect('"');
        return text.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'u' -> hex();
            default -> throw unexpected();
        };
    }

    private char hex() {
        if (at + 4 > in.length()) {
            throw unexpected();
        }
        at += 4;
        return (char) Integer.parseInt(in, at - 4, at, 16);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        if (at >= in.length()) {
            throw unexpected();
        }
        return in.charAt(at);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not the stored form at character " + at + " of " + in.length());
    }
}
