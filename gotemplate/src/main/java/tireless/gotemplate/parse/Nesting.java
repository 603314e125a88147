package tireless.gotemplate.parse;

/** Blocks in blocks and parentheses in parentheses, as deep as a stack of calls can follow. */
final class Nesting {
    private static final int DEEPEST = 100;

    private final TokenStream tokens;
    private int depth;

    Nesting(TokenStream tokens) {
        this.tokens = tokens;
    }

    void enter(Token at) {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.refused(at, "this is nested more than %d levels deep".formatted(DEEPEST));
        }
    }

    void leave() {
        depth--;
    }
}
