package tireless.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.function.FunctionFailed;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.function.Parameter;
import tireless.gotemplate.function.Signature;
import tireless.gotemplate.problem.TemplateException;
import tireless.gotemplate.value.Value;

class TemplateTest {
    private static final Functions FUNCTIONS =
            Functions.standard(() -> Instant.parse("2024-02-29T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {{.a                                 | stack:1:5: this action has no `}}`
                    {{if .a}}x                           | stack:1:11: the text ends before the `{{end}}` of a block
                    {{$x}}                               | stack:1:3: there is no variable `$x` here
                    a{{ nothere .a }}                    | stack:1:5: there is no function `nothere`
                    {{ env "HOME" }}                     | stack:1:4: `env` is refused: it reads the environment or the network of this machine
                    {{ uuidv4 }}                         | stack:1:4: `uuidv4` is refused: its result would be another one each time
                    {{ genPrivateKey "rsa" }}            | stack:1:4: `genPrivateKey` is refused: it makes or uses keys; keep these in a secret
                    {{ regexMatch "a" "b" }}             | stack:1:4: `regexMatch` is refused: regular expressions are not supported
                    {{ resolve "dataos://a" }}           | stack:1:4: `resolve` is refused: it is not available here
                    {{ break }}                          | stack:1:4: `break` is only possible inside of range
                    {{ upper .n }}                       | stack:1:10: this is int64, but string is asked for
                    {{ upper .nope }}                    | stack:1:10: there is no value here, but string is asked for
                    {{ upper "a" "b" }}                  | stack:1:4: `upper` takes 1 arguments, not 2
                    {{ .n.x }}                           | stack:1:4: int64 has no field `x`
                    {{ fail "no depot" }}                | stack:1:4: `fail`: no depot
                    {{ index .list 7 }}                  | stack:1:4: `index`: the index 7 is out of range
                    {{ template "x" }}                   | stack:1:4: there is no template `x`
                    {{ eq .n 1.5 }}                      | stack:1:4: `eq`: int64 does not compare with float64
                    """)
    void errorsTellWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> render(text))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @Test
    void placeOfAnErrorIsInTheLineOfTheAction() {
        assertThatThrownBy(() -> render("a: 1\nb:\n  {{- range .list }}\n  - {{ .x }}\n  {{- end }}\n"))
                .hasMessage("stack:4:8: string has no field `x`");
    }

    @Test
    void callersFunctionsGetValuesAndMayFail() {
        Functions more = FUNCTIONS.with("resolve", Signature.of(Parameter.TEXT), call -> {
            if (!call.text(0).startsWith("dataos://")) {
                throw new FunctionFailed("`%s` is no address".formatted(call.text(0)));
            }
            return Value.of(call.text(0).substring("dataos://".length()));
        });

        assertThat(Template.parse("t", "{{ resolve .at }}", more).render(Map.of("at", "dataos://x"), Limits.USUAL))
                .isEqualTo("x");
        assertThatThrownBy(() -> Template.parse("t", "{{ resolve .at }}", more).render(Map.of("at", "x"), Limits.USUAL))
                .hasMessage("t:1:4: `resolve`: `x` is no address");
    }

    @Test
    void dataOfTheCallerIsNotChanged() {
        Map<String, Object> inner = new HashMap<>(Map.of("a", 1));
        Map<String, Object> data = Map.of("m", inner);
        Template template = Template.parse("t", "{{$_ := set .m \"a\" 2}}{{.m.a}}", FUNCTIONS);

        assertThat(template.render(data, Limits.USUAL)).isEqualTo("2");
        assertThat(template.render(data, Limits.USUAL)).isEqualTo("2");
        assertThat(inner).containsExactly(Map.entry("a", 1));
    }

    @Test
    void dataThatIsNoneIsTheCallersMistake() {
        Template template = Template.parse("t", "x", FUNCTIONS);

        assertThatThrownBy(() -> template.render(Map.of("a", new Object()), Limits.USUAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("templates know no java.lang.Object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"randAlpha", "shuffle", "expandenv", "getHostByName", "derivePassword", "htpasswd", "encryptAES"
            })
    void whatIsByChanceOrDangerousIsRefused(String name) {
        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> render("{{ %s }}".formatted(name)));

        assertThat(refused.stage()).isEqualTo(TemplateException.Stage.PARSING);
        assertThat(refused.reason()).startsWith("`%s` is refused: ".formatted(name));
    }

    @Test
    void nowIsTheCallersClock() {
        assertThat(render("{{ now | date \"2006-01-02 15:04\" }}")).isEqualTo("2024-02-29 12:00");
    }

    private static String render(String text) {
        return Template.parse("stack", text, FUNCTIONS).render(Map.of("n", 1, "list", List.of("x")), Limits.USUAL);
    }
}
