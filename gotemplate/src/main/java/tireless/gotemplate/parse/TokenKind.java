package tireless.gotemplate.parse;

enum TokenKind {
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    ASSIGN,
    DECLARE,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    CHARACTER,
    STRING,
    RUNE,
    NUMBER,
    TRUTH,
    DOT,
    FIELD,
    VARIABLE,
    IDENTIFIER,
    NIL,
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH,
    ERROR,
    END_OF_TEXT;

    /** The word's own kind, where it is reserved. */
    static TokenKind ofWord(String word) {
        return switch (word) {
            case "true", "false" -> TRUTH;
            case "nil" -> NIL;
            case "block" -> BLOCK;
            case "break" -> BREAK;
            case "continue" -> CONTINUE;
            case "define" -> DEFINE;
            case "else" -> ELSE;
            case "end" -> END;
            case "if" -> IF;
            case "range" -> RANGE;
            case "template" -> TEMPLATE;
            case "with" -> WITH;
            default -> IDENTIFIER;
        };
    }
}
