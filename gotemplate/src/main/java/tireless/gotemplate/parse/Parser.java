package tireless.gotemplate.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.gotemplate.problem.Position;

/** Reads a whole template: texts, actions, and the blocks that end with `end`. */
public final class Parser {
    private final TokenStream tokens;
    private final Nesting nesting;
    private final PipelineParser pipelines;
    private final Map<String, List<Node>> named = new HashMap<>();

    private Parser(String name, String text, KnownFunctions functions) {
        this.tokens = new TokenStream(name, text);
        this.nesting = new Nesting(tokens);
        this.pipelines = new PipelineParser(tokens, functions, nesting);
    }

    /** @throws tireless.gotemplate.problem.TemplateException if the text is no template */
    public static Templates parse(String name, String text, KnownFunctions functions) {
        Parser parser = new Parser(name, text, functions);
        List<Node> main = parser.main();
        parser.define(name, main, parser.tokens.peek());
        return new Templates(parser.named.getOrDefault(name, main), parser.named);
    }

    private List<Node> main() {
        Body body = new Body(new Variables(), 0);
        List<Node> nodes = new ArrayList<>();
        while (!tokens.nextIs(TokenKind.END_OF_TEXT)) {
            int mark = tokens.mark();
            if (tokens.next().kind() == TokenKind.LEFT_DELIMITER && tokens.nextNonSpaceIs(TokenKind.DEFINE)) {
                definition(tokens.next());
                continue;
            }
            tokens.back(mark);
            if (closes(tokens.peek())) {
                tokens.next();
                throw tokens.unexpected(tokens.peekNonSpace(), "a template without an open block");
            }
            nodes.add(node(body));
        }
        return nodes;
    }

    private void definition(Token start) {
        String name = name("define");
        tokens.expect(TokenKind.RIGHT_DELIMITER, "define");
        nesting.enter(start);
        List<Node> nodes = nodes(new Body(new Variables(), 0));
        end("define");
        nesting.leave();
        define(name, nodes, start);
    }

    private void define(String name, List<Node> nodes, Token at) {
        List<Node> before = named.get(name);
        if (before == null || isEmpty(before)) {
            named.put(name, nodes);
        } else if (!isEmpty(nodes)) {
            throw tokens.refused(at, "the template `%s` is defined twice".formatted(name));
        }
    }

    private static boolean isEmpty(List<Node> nodes) {
        return nodes.stream()
                .allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
    }

    /** Up to an `end` or `else`, which is left. */
    private List<Node> nodes(Body body) {
        List<Node> nodes = new ArrayList<>();
        while (!closes(tokens.peekNonSpace())) {
            if (tokens.nextIs(TokenKind.END_OF_TEXT)) {
                throw tokens.refused(tokens.peek(), "the text ends before the `{{end}}` of a block");
            }
            nodes.add(node(body));
        }
        return List.copyOf(nodes);
    }

    private boolean closes(Token token) {
        if (token.kind() != TokenKind.LEFT_DELIMITER) {
            return false;
        }
        int mark = tokens.mark();
        tokens.next();
        TokenKind kind = tokens.peekNonSpace().kind();
        tokens.back(mark);
        return kind == TokenKind.END || kind == TokenKind.ELSE;
    }

    private Node node(Body body) {
        Token first = tokens.nextNonSpace();
        if (first.kind() == TokenKind.TEXT) {
            return new Node.Text(tokens.at(first), first.text());
        }
        Token token = tokens.peekNonSpace();
        Position at = tokens.at(token);
        return switch (token.kind()) {
            case IF, WITH, RANGE -> block(body, tokens.next());
            case BLOCK -> named(body, tokens.next());
            case TEMPLATE -> call(body, tokens.next());
            case BREAK -> leaves(body, tokens.next(), new Node.Break(at));
            case CONTINUE -> leaves(body, tokens.next(), new Node.Continue(at));
            default -> new Node.Action(at, pipelines.pipeline(body.known, "an action", TokenKind.RIGHT_DELIMITER));
        };
    }

    private Node leaves(Body body, Token word, Node node) {
        tokens.expect(TokenKind.RIGHT_DELIMITER, word.text());
        if (body.ranges == 0) {
            throw tokens.refused(word, "`%s` is only possible inside of range".formatted(word.text()));
        }
        return node;
    }

    private Node block(Body outer, Token word) {
        nesting.enter(word);
        int mark = outer.known.mark();
        Pipeline pipeline = pipelines.pipeline(outer.known, word.text(), TokenKind.RIGHT_DELIMITER);
        boolean ranges = word.kind() == TokenKind.RANGE;
        List<Node> body = nodes(ranges ? new Body(outer.known, outer.ranges + 1) : outer);
        List<Node> otherwise = otherwise(outer, word);
        outer.known.back(mark);
        nesting.leave();
        Position at = tokens.at(word);
        return switch (word.kind()) {
            case RANGE -> new Node.Range(at, pipeline, body, otherwise);
            case WITH -> new Node.With(at, pipeline, body, otherwise);
            default -> new Node.If(at, pipeline, body, otherwise);
        };
    }

    private List<Node> otherwise(Body outer, Token word) {
        tokens.expect(TokenKind.LEFT_DELIMITER, word.text());
        Token last = tokens.nextNonSpace();
        if (last.kind() == TokenKind.ELSE) {
            Token more = tokens.peekNonSpace();
            if (more.kind() == word.kind() && word.kind() != TokenKind.RANGE) {
                return List.of(block(outer, tokens.next()));
            }
            tokens.expect(TokenKind.RIGHT_DELIMITER, "else");
            List<Node> otherwise = nodes(outer);
            end(word.text());
            return otherwise;
        }
        tokens.expect(TokenKind.RIGHT_DELIMITER, "end");
        return List.of();
    }

    private void end(String of) {
        tokens.expect(TokenKind.LEFT_DELIMITER, of);
        tokens.expect(TokenKind.END, of);
        tokens.expect(TokenKind.RIGHT_DELIMITER, "end");
    }

    private Node named(Body outer, Token word) {
        String name = name("block");
        Pipeline dot = pipelines.pipeline(outer.known, "block", TokenKind.RIGHT_DELIMITER);
        nesting.enter(word);
        List<Node> nodes = nodes(new Body(new Variables(), 0));
        end("block");
        nesting.leave();
        define(name, nodes, word);
        return new Node.Call(tokens.at(word), name, Optional.of(dot));
    }

    private Node call(Body outer, Token word) {
        String name = name("template");
        if (tokens.nextNonSpaceIs(TokenKind.RIGHT_DELIMITER)) {
            tokens.next();
            return new Node.Call(tokens.at(word), name, Optional.empty());
        }
        Pipeline dot = pipelines.pipeline(outer.known, "template", TokenKind.RIGHT_DELIMITER);
        return new Node.Call(tokens.at(word), name, Optional.of(dot));
    }

    private String name(String of) {
        Token name = tokens.expect(TokenKind.STRING, of);
        try {
            return Unquoted.text(name.text());
        } catch (IllegalArgumentException e) {
            throw tokens.refused(name, String.valueOf(e.getMessage()));
        }
    }

    /** @param ranges how many of them are open here */
    private record Body(Variables known, int ranges) {}
}
