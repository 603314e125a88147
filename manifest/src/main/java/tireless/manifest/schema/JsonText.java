package tireless.manifest.schema;

import java.util.List;
import java.util.Map;

/** Writes values as JSON, in the order they have, two spaces per level. Lists without a mapping in them stand on one line. */
final class JsonText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * The text of {@code value}, with a line end.
     *
     * @param value a map with text keys, a list, a text, a number or a boolean, of the same throughout
     */
    static String of(Object value) {
        JsonText json = new JsonText();
        json.write(value, "");
        return json.text.append('\n').toString();
    }

    private void write(Object value, String indent) {
        switch (value) {
            case Map<?, ?> map -> write(map, indent);
            case List<?> list -> write(list, indent);
            case String string -> quote(string);
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> throw new IllegalArgumentException("JSON has no " + value.getClass());
        }
    }

    private void write(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        String inner = indent + INDENT;
        String before = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(before).append(inner);
            quote(String.valueOf(entry.getKey()));
            text.append(": ");
            write(entry.getValue(), inner);
            before = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    private void write(List<?> list, String indent) {
        boolean lines = list.stream().anyMatch(Map.class::isInstance);
        String inner = indent + INDENT;
        String before = lines ? "[\n" + inner : "[";
        for (Object entry : list) {
            text.append(before);
            write(entry, inner);
            before = lines ? ",\n" + inner : ", ";
        }
        text.append(list.isEmpty() ? "[" : lines ? "\n" + indent : "").append(']');
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char character = string.charAt(i);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> {
                    if (character < ' ') {
                        text.append("\\u%04x".formatted((int) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }
}
