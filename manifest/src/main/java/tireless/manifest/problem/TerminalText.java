package tireless.manifest.problem;

/** Text that a terminal can not take for a command: control and direction characters are shown, not sent. */
public final class TerminalText {
    private TerminalText() {}

    /** {@code text} on one line; a tab is a space, other invisible characters are written as {@code \u001b}. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(character -> out.append(of(character)));
        return out.toString();
    }

    static String of(int character) {
        if (character == '\t') {
            return " ";
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> "\\u%04x".formatted(character);
            default -> Character.toString(character);
        };
    }

    /** How many columns a terminal takes for the printed text: East Asian characters take two, combining ones none. */
    public static int width(String printed) {
        return printed.codePoints().map(TerminalText::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (character >= 0x1100 && character <= 0x115F)
                || (character >= 0x2E80 && character <= 0xA4CF)
                || (character >= 0xAC00 && character <= 0xD7A3)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0xFE30 && character <= 0xFE6F)
                || (character >= 0xFF00 && character <= 0xFF60)
                || (character >= 0xFFE0 && character <= 0xFFE6)
                || (character >= 0x1F300 && character <= 0x1FAFF)
                || (character >= 0x20000 && character <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
