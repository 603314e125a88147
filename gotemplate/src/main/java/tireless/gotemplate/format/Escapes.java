package tireless.gotemplate.format;

import java.util.HexFormat;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.value.Utf8;

/** Texts made safe for HTML, JavaScript and URLs, as Go's `html`, `js` and `urlquery` do. */
public final class Escapes {
    private static final String UNRESERVED = "-_.~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    public static void html(BoundedText out, String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case 0 -> out.append('\uFFFD');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.codePoint(point);
            }
        });
    }

    public static void javaScript(BoundedText out, String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<', '>', '&', '=' -> out.append("\\u" + HEX.toHexDigits(point, 4));
                default -> {
                    if (point < ' ' || (point > 0x7F && !Quoted.isPrintable(point))) {
                        out.append("\\u" + HEX.toHexDigits(point, 4));
                    } else {
                        out.codePoint(point);
                    }
                }
            }
        });
    }

    public static void urlQuery(BoundedText out, String text) {
        for (byte unit : Utf8.bytes(text)) {
            int value = unit & 0xFF;
            if (value == ' ') {
                out.append('+');
            } else if (value < 0x80 && (Character.isLetterOrDigit(value) || UNRESERVED.indexOf(value) >= 0)) {
                out.append((char) value);
            } else {
                out.append("%" + HEX.toHexDigits(value, 2));
            }
        }
    }
}
