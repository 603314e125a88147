package tireless.gotemplate.format;

import java.util.Locale;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.value.Utf8;

/** Lines of YAML. Long texts go on in the next line, as Go's library has it. */
final class YamlLines {
    private static final int WIDTH = 80;
    private static final String ESCAPED = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029";
    private static final String ESCAPES = "0abtnvfre\"\\N_LP";

    private final BoundedText out;
    private int column;

    YamlLines(BoundedText out) {
        this.out = out;
    }

    void write(String text) {
        out.append(text);
        column += text.codePointCount(0, text.length());
    }

    /** A line that begins at the column; none is left empty. */
    void newLine(int indent) {
        if (column > 0) {
            breakLine();
        }
        out.repeat(" ", indent);
        column = indent;
    }

    /**
     * A text in the simplest style that is read as the same text.
     *
     * @param indent of what goes on in further lines
     */
    void text(String text, int indent, boolean key) {
        String shown = Utf8.shown(text);
        switch (YamlScalar.style(shown, key)) {
            case PLAIN -> folded(shown, indent, key, 0);
            case SINGLE_QUOTED -> {
                write("'");
                folded(shown, indent, key, '\'');
                write("'");
            }
            case DOUBLE_QUOTED -> {
                write("\"");
                folded(shown, indent, key, '"');
                write("\"");
            }
            case LITERAL -> literal(shown, indent);
        }
    }

    private void folded(String text, int indent, boolean key, int quote) {
        boolean spaces = false;
        boolean breaks = false;
        int length = text.length();
        for (int at = 0; at < length; ) {
            int point = text.codePointAt(at);
            boolean spaceNext = at + 1 < length && text.charAt(at + 1) == ' ';
            boolean inside = quote == 0 || (at > 0 && at < length - 1);
            boolean folds = point == ' ' && !key && !spaces && column > WIDTH && inside && (quote == '"' || !spaceNext);
            if (folds) {
                newLine(indent);
                if (spaceNext) {
                    write("\\");
                }
            } else if (quote != '"' && YamlScalar.isBreak(point)) {
                lineEnd(point);
            } else {
                if (breaks) {
                    newLine(indent);
                }
                character(point, quote);
            }
            spaces = point == ' ';
            breaks = quote != '"' && YamlScalar.isBreak(point);
            at += Character.charCount(point);
        }
    }

    private void character(int point, int quote) {
        if (quote == '\'' && point == '\'') {
            write("''");
        } else if (quote == '"' && escapes(point)) {
            write(escape(point));
        } else {
            write(Character.toString(point));
        }
    }

    private static boolean escapes(int point) {
        return !YamlScalar.isPrintable(point) || YamlScalar.isBreak(point) || point == '"' || point == '\\';
    }

    private static String escape(int point) {
        int simple = ESCAPED.indexOf(point);
        if (simple >= 0) {
            return "\\" + ESCAPES.charAt(simple);
        }
        String form = point <= 0xFF ? "\\x%02X" : point <= 0xFFFF ? "\\u%04X" : "\\U%08X";
        return String.format(Locale.ROOT, form, point);
    }

    private void literal(String text, int indent) {
        int first = text.codePointAt(0);
        write("|" + (first == ' ' || YamlScalar.isBreak(first) ? "2" : "") + end(text));
        breakLine();
        boolean breaks = true;
        for (int point : text.codePoints().toArray()) {
            boolean ends = YamlScalar.isBreak(point);
            if (ends) {
                lineEnd(point);
            } else {
                if (breaks) {
                    newLine(indent);
                }
                write(Character.toString(point));
            }
            breaks = ends;
        }
    }

    /** What is to become of the line breaks at the end. */
    private static String end(String text) {
        int last = text.length() - 1;
        if (!YamlScalar.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || YamlScalar.isBreak(text.charAt(last - 1)) ? "+" : "";
    }

    private void lineEnd(int point) {
        out.codePoint(point);
        column = 0;
    }

    private void breakLine() {
        out.append('\n');
        column = 0;
    }
}
