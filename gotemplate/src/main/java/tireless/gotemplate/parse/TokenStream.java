package tireless.gotemplate.parse;

import java.util.List;
import tireless.gotemplate.problem.Position;
import tireless.gotemplate.problem.TemplateException;

/** The tokens of a template, one after the other. */
final class TokenStream {
    private final Places places;
    private final List<Token> tokens;
    private int next;

    TokenStream(String name, String text) {
        this.places = new Places(name, text);
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        Token token = tokens.get(next);
        if (token.kind() == TokenKind.ERROR) {
            throw refused(token, token.text());
        }
        return token;
    }

    Token peekNonSpace() {
        while (peek().kind() == TokenKind.SPACE) {
            next++;
        }
        return peek();
    }

    Token next() {
        Token token = peek();
        if (token.kind() != TokenKind.END_OF_TEXT) {
            next++;
        }
        return token;
    }

    Token nextNonSpace() {
        peekNonSpace();
        return next();
    }

    boolean nextIs(TokenKind kind) {
        return peek().kind() == kind;
    }

    boolean nextNonSpaceIs(TokenKind kind) {
        return peekNonSpace().kind() == kind;
    }

    Token expect(TokenKind kind, String where) {
        Token token = nextNonSpace();
        if (token.kind() != kind) {
            throw unexpected(token, where);
        }
        return token;
    }

    /** For {@link #back}. */
    int mark() {
        return next;
    }

    void back(int mark) {
        next = mark;
    }

    Position at(Token token) {
        return places.at(token.at());
    }

    TemplateException unexpected(Token token, String where) {
        return refused(token, "%s is not expected in %s".formatted(token.described(), where));
    }

    TemplateException refused(Token token, String reason) {
        return new TemplateException(TemplateException.Stage.PARSING, at(token), reason);
    }
}
