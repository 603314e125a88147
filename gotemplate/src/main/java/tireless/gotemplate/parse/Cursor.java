package tireless.gotemplate.parse;

/** A place in a text, and where the token around it began. */
final class Cursor {
    static final int END = -1;

    private final String text;
    private int start;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    /** The code point here, or {@link #END}. */
    int peek() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    int next() {
        int point = peek();
        at += point == END ? 0 : Character.charCount(point);
        return point;
    }

    /** The character that many behind this place. */
    int ahead(int count) {
        return at + count < text.length() ? text.charAt(at + count) : END;
    }

    boolean ahead(String expected) {
        return text.startsWith(expected, at);
    }

    boolean ahead(int count, String expected) {
        return text.startsWith(expected, at + count);
    }

    /** Where the text next has it; the end, if nowhere. */
    int find(String wanted) {
        int found = text.indexOf(wanted, at);
        return found < 0 ? text.length() : found;
    }

    boolean accept(String any) {
        int point = peek();
        if (point == END || any.indexOf(point) < 0) {
            return false;
        }
        next();
        return true;
    }

    void acceptAll(String any) {
        boolean more = true;
        while (more) {
            more = accept(any);
        }
    }

    void move(int count) {
        at += count;
    }

    void moveTo(int place) {
        at = place;
    }

    String taken() {
        return text.substring(start, at);
    }

    Token take(TokenKind kind) {
        Token token = new Token(kind, start, taken());
        start = at;
        return token;
    }

    void skip() {
        start = at;
    }

    Token error(String what) {
        return new Token(TokenKind.ERROR, Math.min(start, text.length()), what);
    }

    boolean atEnd() {
        return at >= text.length();
    }
}
