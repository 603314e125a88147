package tireless.gotemplate.parse;

/**
 * @param at where it begins in the text
 * @param text as written; for an error, what is wrong
 */
record Token(TokenKind kind, int at, String text) {
    String described() {
        return switch (kind) {
            case END_OF_TEXT -> "the end of the text";
            case RIGHT_DELIMITER -> "`}}`";
            case ERROR -> text;
            default -> "`" + text.strip() + "`";
        };
    }
}
