package tireless.gotemplate.parse;

import java.util.List;

/** Cuts what is between two delimiters into tokens. */
final class ActionLexer {
    private static final String DIGITS = "0123456789_";
    private static final String ENDS_WORD = ".,|:)(";

    private final Cursor cursor;
    private final List<Token> tokens;
    private int open;

    ActionLexer(Cursor cursor, List<Token> tokens) {
        this.cursor = cursor;
        this.tokens = tokens;
    }

    static boolean atTrimmedRight(Cursor cursor) {
        return Lexer.isSpace(cursor.peek()) && cursor.ahead(1) == '-' && cursor.ahead(Lexer.MARKER, Lexer.RIGHT);
    }

    /** Stands before the right delimiter then; false if there is something wrong, which is then the last token. */
    boolean inside() {
        while (!cursor.ahead(Lexer.RIGHT) && !atTrimmedRight(cursor)) {
            if (cursor.atEnd()) {
                return refuse("this action has no `}}`");
            }
            if (!token()) {
                return false;
            }
        }
        return open == 0 || refuse("a `(` is not closed");
    }

    private boolean token() {
        int first = cursor.next();
        return switch (first) {
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> add(TokenKind.ASSIGN);
            case ':' -> cursor.accept("=") ? add(TokenKind.DECLARE) : refuse("a `:` stands only in `:=`");
            case '|' -> add(TokenKind.PIPE);
            case '"' -> quoted('"', TokenKind.STRING, "this text in quotes has no end");
            case '\'' -> quoted('\'', TokenKind.RUNE, "this character has no closing `'`");
            case '`' -> raw();
            case '$' -> word(TokenKind.VARIABLE, TokenKind.VARIABLE);
            case '(' -> parenthesis(TokenKind.LEFT_PAREN, 1);
            case ')' -> open == 0 ? refuse("a `)` without its `(`") : parenthesis(TokenKind.RIGHT_PAREN, -1);
            default -> other(first);
        };
    }

    private boolean other(int first) {
        if (first == '.' && !isDigit(cursor.peek())) {
            return word(TokenKind.DOT, TokenKind.FIELD);
        }
        if (first == '.' || first == '+' || first == '-' || isDigit(first)) {
            cursor.move(-1);
            return number();
        }
        if (isWord(first)) {
            return identifier();
        }
        boolean sign = first > ' ' && first < 0x7F;
        return sign ? add(TokenKind.CHARACTER) : refuse("the character U+%04X has no meaning here".formatted(first));
    }

    /** The space of a trim marker belongs to it. */
    private boolean space() {
        cursor.move(-1);
        while (Lexer.isSpace(cursor.peek()) && !atTrimmedRight(cursor)) {
            cursor.next();
        }
        return cursor.taken().isEmpty() || add(TokenKind.SPACE);
    }

    private boolean parenthesis(TokenKind kind, int change) {
        open += change;
        return add(kind);
    }

    private boolean quoted(char quote, TokenKind kind, String unfinished) {
        while (true) {
            int point = cursor.next();
            boolean escaped = point == '\\';
            int last = escaped ? cursor.next() : point;
            if (last == Cursor.END || last == '\n') {
                return refuse(unfinished);
            }
            if (last == quote && !escaped) {
                return add(kind);
            }
        }
    }

    private boolean raw() {
        cursor.moveTo(cursor.find("`"));
        return cursor.accept("`") ? add(TokenKind.STRING) : refuse("this text in backticks has no end");
    }

    private boolean word(TokenKind bare, TokenKind named) {
        boolean alone = atWordEnd();
        while (!alone && isWord(cursor.peek())) {
            cursor.next();
        }
        return atWordEnd() ? add(alone ? bare : named) : strange();
    }

    private boolean identifier() {
        while (isWord(cursor.peek())) {
            cursor.next();
        }
        return atWordEnd() ? add(TokenKind.ofWord(cursor.taken())) : strange();
    }

    private boolean strange() {
        return refuse(
                cursor.atEnd()
                        ? "this action has no `}}`"
                        : "`%s` can not follow `%s`".formatted(Character.toString(cursor.peek()), cursor.taken()));
    }

    private boolean atWordEnd() {
        int point = cursor.peek();
        return point == Cursor.END
                || Lexer.isSpace(point)
                || ENDS_WORD.indexOf(point) >= 0
                || cursor.ahead(Lexer.RIGHT);
    }

    private boolean number() {
        cursor.accept("+-");
        String digits = DIGITS;
        if (cursor.accept("0")) {
            digits = cursor.accept("xX")
                    ? "0123456789abcdefABCDEF_"
                    : cursor.accept("oO") ? "01234567_" : cursor.accept("bB") ? "01_" : DIGITS;
        }
        cursor.acceptAll(digits);
        if (cursor.accept(".")) {
            cursor.acceptAll(digits);
        }
        String exponent = digits.length() == DIGITS.length() ? "eE" : digits.length() > DIGITS.length() ? "pP" : "";
        if (cursor.accept(exponent)) {
            cursor.accept("+-");
            cursor.acceptAll(DIGITS);
        }
        if (cursor.peek() == 'i' || cursor.peek() == '+' || cursor.peek() == '-') {
            return refuse("`%s` would be a complex number, which this language has not".formatted(cursor.taken()));
        }
        return isWord(cursor.peek()) ? strange() : add(TokenKind.NUMBER);
    }

    private boolean add(TokenKind kind) {
        tokens.add(cursor.take(kind));
        return true;
    }

    private boolean refuse(String what) {
        tokens.add(cursor.error(what));
        return false;
    }

    private static boolean isDigit(int point) {
        return point >= '0' && point <= '9';
    }

    private static boolean isWord(int point) {
        return point == '_' || (point != Cursor.END && Character.isLetterOrDigit(point));
    }
}
