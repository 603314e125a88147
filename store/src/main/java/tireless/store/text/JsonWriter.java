package tireless.store.text;

import java.util.Map;

/** Writes {@link Json} without white space. Whatever UTF-8 or a terminal could not carry unchanged is escaped. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Json json) {
        JsonWriter writer = new JsonWriter();
        writer.value(json);
        return writer.out.toString();
    }

    private void value(Json json) {
        switch (json) {
            case Json.Text(String value) -> text(value);
            case Json.Whole(long value) -> out.append(value);
            case Json.Flag(boolean value) -> out.append(value);
            case Json.Array(var items) -> {
                String separator = "[";
                for (Json item : items) {
                    out.append(separator);
                    value(item);
                    separator = ",";
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
            case Json.Members(var members) -> {
                String separator = "{";
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    out.append(separator);
                    text(member.getKey());
                    out.append(':');
                    value(member.getValue());
                    separator = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
