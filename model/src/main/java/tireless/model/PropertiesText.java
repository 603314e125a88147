package tireless.model;

/** Values as a file of properties, as {@link java.util.Properties} reads it; in UTF-8. */
final class PropertiesText {
    private PropertiesText() {}

    /** One line a key, in the order of the keys. */
    static String of(SecretValues values) {
        StringBuilder text = new StringBuilder();
        for (String key : values.keys()) {
            text.append(escaped(key, true))
                    .append('=')
                    .append(escaped(values.text(key), false))
                    .append('\n');
        }
        return text.toString();
    }

    private static String escaped(String written, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            switch (character) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\f' -> escaped.append("\\f");
                case ' ' -> escaped.append(key || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> escaped.append(key ? "\\" : "").append(character);
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }
}
