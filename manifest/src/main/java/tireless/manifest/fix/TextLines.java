package tireless.manifest.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the lines of a text are, whichever line ends it has: a line feed, a carriage return, or both. */
final class TextLines {
    private final String text;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    TextLines(String text) {
        this.text = text;
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n' || character == '\r') {
                ends.add(i);
                boolean pair = character == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
                i += pair ? 1 : 0;
                starts.add(i + 1);
            }
        }
        ends.add(text.length());
    }

    int count() {
        return starts.size();
    }

    /**
     * @param number from 1 to {@link #count}
     */
    String line(int number) {
        return text.substring(start(number), ends.get(number - 1));
    }

    int start(int number) {
        return starts.get(number - 1);
    }

    /** The offset of a place; empty where the text has no such place. */
    Optional<Integer> offset(int line, int column) {
        if (line < 1 || line > count() || column < 1) {
            return Optional.empty();
        }
        String characters = line(line);
        return column - 1 > characters.codePointCount(0, characters.length())
                ? Optional.empty()
                : Optional.of(start(line) + characters.offsetByCodePoints(0, column - 1));
    }

    /** Whether {@code part} stands at {@code offset}. */
    boolean has(String part, int offset) {
        return text.startsWith(part, offset);
    }
}
