package tireless.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.problem.TemplateException;

/** Whatever the text is: parsing and rendering end soon, with a text or with the one exception. */
class FuzzPropertyTest {
    private static final Functions FUNCTIONS = Functions.standard(() -> Instant.EPOCH, ZoneOffset.UTC);
    private static final Limits SMALL = new Limits(20_000, 100, 50_000);
    private static final Map<String, Object> DATA = Map.of(
            "s",
            "text é",
            "n",
            3,
            "f",
            1.5,
            "t",
            true,
            "l",
            List.of("b", 1, List.of()),
            "m",
            Map.of("a", 1, "b", Map.of("c", "d")));
    private static final List<String> OPERANDS = List.of(
            ".",
            "$",
            ".s",
            ".n",
            ".f",
            ".t",
            ".l",
            ".m",
            ".m.b",
            ".no",
            "nil",
            "true",
            "0",
            "-1",
            "3",
            "1000000",
            "1.5",
            "'x'",
            "\"\"",
            "\"a,b\"",
            "\"%5d %v %[9]x %*s\"",
            "\"2006-01-02\"",
            "`raw`",
            "\"aGk=\"",
            "(list 1 2)",
            "(dict \"k\" 1)",
            "$x",
            "now");
    private static final List<String> FUNCTION_NAMES = List.of(
                    "and or not len index slice call print printf println html js urlquery eq ne lt le gt ge trim upper lower title untitle repeat substr trunc"
                            .split(" "),
                    "abbrev abbrevboth trimAll trimPrefix contains replace plural indent nindent quote squote cat toString splitList split splitn join toStrings"
                            .split(" "),
                    "sortAlpha add sub mul div mod max min round floor int float64 until untilStep seq default empty coalesce ternary list first rest append"
                            .split(" "),
                    "concat reverse uniq without has chunk dict get set unset hasKey pluck keys values pick omit merge mergeOverwrite dig deepCopy deepEqual typeOf"
                            .split(" "),
                    "kindIs toJson toPrettyJson fromJson toYaml getNested hasNested b64enc b64dec b32dec sha256sum base clean date dateModify toDate duration fail"
                            .split(" "))
            .stream()
            .flatMap(Arrays::stream)
            .toList();

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void templatesByTheGrammarEnd(@ForAll("templates") String text) {
        render(text);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void textsOfPiecesEnd(@ForAll("pieces") String text) {
        render(text);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void anyTextEnds(@ForAll String text) {
        render(text);
        render("{{" + text + "}}");
        render("{{\"" + text + "\"}}");
        render("{{printf \"%" + text + "d\" 1 2}}");
    }

    private static void render(String text) {
        try {
            Template.parse("t", text, FUNCTIONS).render(DATA, SMALL);
        } catch (TemplateException e) {
            assertThat(e.at().line()).isPositive();
            assertThat(e.reason()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{-",
                        "-}}",
                        " ",
                        "\n",
                        "(",
                        ")",
                        "|",
                        ":=",
                        "=",
                        ",",
                        ".",
                        "$x",
                        "if",
                        "else",
                        "end",
                        "range",
                        "with",
                        "define",
                        "template",
                        "block",
                        "break",
                        "continue",
                        "\"a\"",
                        "`",
                        "'",
                        "/*",
                        "*/",
                        "1",
                        "0x",
                        "é",
                        ".s",
                        "upper",
                        "len")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> templates() {
        return nodes(3).map(
                        body -> "{{$x := 1}}" + body + "{{define \"r\"}}{{if .}}{{template \"r\" .}}{{end}}{{end}}");
    }

    private static Arbitrary<String> nodes(int depth) {
        return node(depth).list().ofMaxSize(4).map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> node(int depth) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of("text", "\n  ", "{{/* c */ -}}", "{{template \"r\" .}}", "{{break}}"),
                pipeline(2).map(pipeline -> "{{" + pipeline + "}}"),
                pipeline(2).map(pipeline -> "{{$x = " + pipeline + "}}"),
                pipeline(1).map(pipeline -> "{{$y := " + pipeline + " -}}"));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> opening = Arbitraries.of("if ", "with ", "range ", "range $i, $x := ", "range $x = ");
        return Arbitraries.oneOf(
                leaf,
                Combinators.combine(
                                opening,
                                pipeline(1),
                                Arbitraries.lazy(() -> nodes(depth - 1)),
                                Arbitraries.lazy(() -> nodes(depth - 1)))
                        .as((word, pipeline, body, otherwise) ->
                                "{{" + word + pipeline + "}}" + body + "{{else}}" + otherwise + "{{end}}"));
    }

    private static Arbitrary<String> pipeline(int depth) {
        return command(depth).list().ofMinSize(1).ofMaxSize(3).map(commands -> String.join(" | ", commands));
    }

    private static Arbitrary<String> command(int depth) {
        Arbitrary<String> operand = depth == 0
                ? Arbitraries.of(OPERANDS)
                : Arbitraries.oneOf(
                        Arbitraries.of(OPERANDS),
                        Arbitraries.lazy(() -> pipeline(depth - 1)).map(inner -> "(" + inner + ")"));
        Arbitrary<String> call = Combinators.combine(
                        Arbitraries.of(FUNCTION_NAMES), operand.list().ofMaxSize(3))
                .as((name, operands) -> name + " " + String.join(" ", operands));
        return Arbitraries.oneOf(call, call, Arbitraries.of(OPERANDS));
    }
}
