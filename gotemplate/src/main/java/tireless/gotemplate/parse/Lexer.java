package tireless.gotemplate.parse;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into texts, delimiters and what is between them; removes comments, and the space that trim markers take. */
final class Lexer {
    static final String LEFT = "{{";
    static final String RIGHT = "}}";
    static final String SPACES = " \t\r\n";
    /** A dash and a space, in this order at the left and the other way round at the right. */
    static final int MARKER = 2;

    private static final String COMMENT = "/*";
    private static final String COMMENT_END = "*/";

    private final String text;
    private final Cursor cursor;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String text) {
        this.text = text;
        this.cursor = new Cursor(text);
    }

    /** All tokens; the last one is an error or the end of the text. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        boolean more = true;
        while (more) {
            more = lexer.plainText() && lexer.braces();
        }
        return lexer.tokens;
    }

    /** The text before the next delimiter; false at the end of all. */
    private boolean plainText() {
        int begin = cursor.at();
        int delimiter = cursor.find(LEFT);
        cursor.moveTo(delimiter);
        boolean trims = trimsLeft();
        int end = delimiter;
        while (trims && end > begin && isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end > begin) {
            tokens.add(new Token(TokenKind.TEXT, begin, text.substring(begin, end)));
        }
        cursor.skip();
        if (cursor.atEnd()) {
            tokens.add(cursor.take(TokenKind.END_OF_TEXT));
            return false;
        }
        return true;
    }

    private boolean trimsLeft() {
        return cursor.ahead(LEFT) && cursor.ahead(LEFT.length()) == '-' && isSpace(cursor.ahead(LEFT.length() + 1));
    }

    /** A comment, or an action with its delimiters; false if it is wrong. */
    private boolean braces() {
        int marker = trimsLeft() ? MARKER : 0;
        if (cursor.ahead(LEFT.length() + marker, COMMENT)) {
            cursor.move(LEFT.length() + marker + COMMENT.length());
            return comment();
        }
        cursor.move(LEFT.length());
        tokens.add(cursor.take(TokenKind.LEFT_DELIMITER));
        cursor.move(marker);
        cursor.skip();
        if (!new ActionLexer(cursor, tokens).inside()) {
            return false;
        }
        trimRight(ActionLexer.atTrimmedRight(cursor));
        return true;
    }

    private boolean comment() {
        cursor.moveTo(cursor.find(COMMENT_END));
        if (cursor.atEnd()) {
            return refuse("this comment has no end");
        }
        cursor.move(COMMENT_END.length());
        boolean trims = ActionLexer.atTrimmedRight(cursor);
        if (!trims && !cursor.ahead(RIGHT)) {
            return refuse("a comment ends with `*/}}` or `*/ -}}`");
        }
        cursor.move((trims ? MARKER : 0) + RIGHT.length());
        skipSpace(trims);
        return true;
    }

    private void trimRight(boolean trims) {
        if (trims) {
            cursor.move(MARKER);
            cursor.skip();
        }
        cursor.move(RIGHT.length());
        tokens.add(cursor.take(TokenKind.RIGHT_DELIMITER));
        skipSpace(trims);
    }

    private void skipSpace(boolean trims) {
        if (trims) {
            cursor.acceptAll(SPACES);
        }
        cursor.skip();
    }

    private boolean refuse(String what) {
        tokens.add(cursor.error(what));
        return false;
    }

    static boolean isSpace(int point) {
        return point != Cursor.END && SPACES.indexOf(point) >= 0;
    }
}
