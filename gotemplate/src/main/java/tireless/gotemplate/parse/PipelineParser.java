package tireless.gotemplate.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.gotemplate.problem.Position;

/** Reads what is between delimiters: commands, their operands, and the variables that take the result. */
final class PipelineParser {
    private final TokenStream tokens;
    private final KnownFunctions functions;
    private final Nesting nesting;

    PipelineParser(TokenStream tokens, KnownFunctions functions, Nesting nesting) {
        this.tokens = tokens;
        this.functions = functions;
        this.nesting = nesting;
    }

    /** Up to and with {@code end}. */
    Pipeline pipeline(Variables known, String where, TokenKind end) {
        Token first = tokens.peekNonSpace();
        List<String> declared = new ArrayList<>();
        boolean assigns = declaration(known, where, declared);
        List<Pipeline.Command> commands = new ArrayList<>();
        while (!tokens.nextNonSpaceIs(end)) {
            commands.add(command(known, where));
        }
        Token last = tokens.next();
        if (commands.isEmpty()) {
            throw tokens.refused(last, "%s lacks a value".formatted(where));
        }
        commands.stream().skip(1).forEach(command -> refuseConstant(command, last));
        return new Pipeline(tokens.at(first), List.copyOf(declared), assigns, List.copyOf(commands));
    }

    /** What stands before `:=` or `=`, if anything does; true for `=`. */
    private boolean declaration(Variables known, String where, List<String> declared) {
        int mark = tokens.mark();
        while (tokens.nextNonSpaceIs(TokenKind.VARIABLE)) {
            Token variable = tokens.next();
            Token sign = tokens.peekNonSpace();
            if (sign.kind() == TokenKind.DECLARE || sign.kind() == TokenKind.ASSIGN) {
                tokens.next();
                declare(known, variable, declared);
                return sign.kind() == TokenKind.ASSIGN;
            }
            if (sign.kind() != TokenKind.CHARACTER || !sign.text().equals(",")) {
                break;
            }
            tokens.next();
            declare(known, variable, declared);
            if (!where.equals("range") || declared.size() > 1) {
                throw tokens.refused(variable, "%s takes no further variable".formatted(where));
            }
            if (!tokens.nextNonSpaceIs(TokenKind.VARIABLE)) {
                if (tokens.nextIs(TokenKind.RIGHT_DELIMITER) || tokens.nextIs(TokenKind.RIGHT_PAREN)) {
                    return false;
                }
                throw tokens.unexpected(tokens.peek(), "the variables of range");
            }
            mark = tokens.mark();
        }
        tokens.back(mark);
        return false;
    }

    private static void declare(Variables known, Token variable, List<String> declared) {
        declared.add(variable.text());
        known.add(variable.text());
    }

    private void refuseConstant(Pipeline.Command command, Token last) {
        switch (command.called()) {
            case Operand.Truth _, Operand.Dot _, Operand.Nil _, Operand.Numeral _, Operand.Text _ ->
                throw tokens.refused(last, "what stands after a `|` must be a function");
            case Operand.Field _, Operand.Variable _, Operand.Chain _, Operand.Identifier _, Operand.Nested _ -> {}
        }
    }

    private Pipeline.Command command(Variables known, String where) {
        Token first = tokens.peekNonSpace();
        List<Operand> operands = new ArrayList<>();
        while (true) {
            tokens.peekNonSpace();
            operand(known).ifPresent(operands::add);
            if (operands.isEmpty()) {
                throw tokens.unexpected(tokens.peek(), where);
            }
            if (tokens.nextIs(TokenKind.SPACE)) {
                tokens.next();
            } else if (tokens.nextIs(TokenKind.RIGHT_DELIMITER) || tokens.nextIs(TokenKind.RIGHT_PAREN)) {
                break;
            } else if (tokens.nextIs(TokenKind.PIPE)) {
                tokens.next();
                break;
            } else {
                throw tokens.unexpected(tokens.peek(), "an operand");
            }
        }
        return new Pipeline.Command(tokens.at(first), List.copyOf(operands));
    }

    private Optional<Operand> operand(Variables known) {
        Token first = tokens.peekNonSpace();
        Optional<Operand> term = term(known);
        if (term.isEmpty() || !tokens.nextIs(TokenKind.FIELD)) {
            return term;
        }
        List<String> names = new ArrayList<>();
        while (tokens.nextIs(TokenKind.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return Optional.of(chain(first, term.get(), names));
    }

    private Operand chain(Token first, Operand of, List<String> names) {
        return switch (of) {
            case Operand.Field field -> new Operand.Field(field.at(), joined(field.names(), names));
            case Operand.Variable variable ->
                new Operand.Variable(variable.at(), variable.name(), joined(variable.names(), names));
            case Operand.Identifier _, Operand.Nested _, Operand.Chain _ ->
                new Operand.Chain(of.at(), of, List.copyOf(names));
            case Operand.Truth _, Operand.Text _, Operand.Numeral _, Operand.Nil _, Operand.Dot _ ->
                throw tokens.refused(first, "%s has no fields".formatted(first.described()));
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private Optional<Operand> term(Variables known) {
        Token token = tokens.peekNonSpace();
        Position at = tokens.at(token);
        String text = token.text();
        @Nullable
        Operand term = switch (token.kind()) {
            case IDENTIFIER -> function(token);
            case DOT -> new Operand.Dot(at);
            case NIL -> new Operand.Nil(at);
            case VARIABLE -> variable(known, token);
            case FIELD -> new Operand.Field(at, List.of(text.substring(1)));
            case TRUTH -> new Operand.Truth(at, text.equals("true"));
            case NUMBER, RUNE, STRING -> constant(token);
            case LEFT_PAREN -> nested(known);
            default -> null;
        };
        if (term != null && !(term instanceof Operand.Nested)) {
            tokens.next();
        }
        return Optional.ofNullable(term);
    }

    private Operand function(Token token) {
        functions.refusal(token.text()).ifPresent(reason -> {
            throw tokens.refused(token, reason);
        });
        return new Operand.Identifier(tokens.at(token), token.text());
    }

    private Operand variable(Variables known, Token token) {
        if (!known.has(token.text())) {
            throw tokens.refused(token, "there is no variable `%s` here".formatted(token.text()));
        }
        return new Operand.Variable(tokens.at(token), token.text(), List.of());
    }

    private Operand constant(Token token) {
        Position at = tokens.at(token);
        try {
            return switch (token.kind()) {
                case NUMBER -> Numbers.number(at, token.text());
                case RUNE -> Numbers.rune(at, token.text());
                default -> new Operand.Text(at, Unquoted.text(token.text()));
            };
        } catch (IllegalArgumentException e) {
            throw tokens.refused(token, String.valueOf(e.getMessage()));
        }
    }

    private Operand nested(Variables known) {
        Token open = tokens.next();
        nesting.enter(open);
        Pipeline inner = pipeline(known, "parentheses", TokenKind.RIGHT_PAREN);
        nesting.leave();
        return new Operand.Nested(tokens.at(open), inner);
    }
}
