package tireless.manifest.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.Fix;
import tireless.model.TextEdit;
import tireless.model.TextEdit.Indentation;
import tireless.model.TextEdit.Replacement;
import tireless.model.TextEdit.Unquoting;

/**
 * A part of a text that becomes another one.
 *
 * @param start offset of its first character
 * @param end offset behind its last
 */
record Splice(int start, int end, String young) {
    /** All that {@code fix} does to the text; empty where the text is not as the fix says. */
    static Optional<List<Splice>> of(Fix fix, TextLines lines) {
        List<Splice> splices = new ArrayList<>();
        for (TextEdit edit : fix.edits()) {
            Optional<List<Splice>> found = of(edit, lines);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            splices.addAll(found.get());
        }
        return Optional.of(splices);
    }

    private static Optional<List<Splice>> of(TextEdit edit, TextLines lines) {
        Optional<Integer> offset = lines.offset(edit.at().line(), edit.at().column());
        return switch (edit) {
            case Replacement(var _, String old, String young) ->
                offset.filter(start -> lines.has(old, start))
                        .map(start -> List.of(new Splice(start, start + old.length(), young)));
            case Unquoting(var _, String text) ->
                offset.filter(start -> lines.has("\"" + text + "\"", start) || lines.has("'" + text + "'", start))
                        .map(start -> List.of(new Splice(start, start + text.length() + 2, text)));
            case Indentation indentation -> indented(indentation, lines);
        };
    }

    private static Optional<List<Splice>> indented(Indentation edit, TextLines lines) {
        int first = edit.at().line();
        int least = edit.at().column() - 1;
        if (first > lines.count() || indentation(lines.line(first)) != least) {
            return Optional.empty();
        }
        String spaces = " ".repeat(edit.spaces());
        List<Splice> splices = new ArrayList<>();
        // Blank lines and comments go along only where more of the part comes after them.
        List<Splice> waiting = new ArrayList<>();
        int end = edit.before().orElse(lines.count() + 1);
        for (int number = first; number < Math.min(end, lines.count() + 1); number++) {
            String line = lines.line(number);
            Splice splice = new Splice(lines.start(number), lines.start(number), spaces);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                if (!line.isEmpty()) {
                    waiting.add(splice);
                }
            } else if (indentation(line) < least || isDocumentMark(line)) {
                break;
            } else {
                splices.addAll(waiting);
                waiting.clear();
                splices.add(splice);
            }
        }
        return Optional.of(splices);
    }

    private static boolean isDocumentMark(String line) {
        return line.matches("(---|\\.\\.\\.)(\\s.*)?");
    }

    private static int indentation(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }
}
