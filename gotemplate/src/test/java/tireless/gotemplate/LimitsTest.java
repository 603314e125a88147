package tireless.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.gotemplate.budget.Limits;
import tireless.gotemplate.function.Functions;
import tireless.gotemplate.problem.Position;
import tireless.gotemplate.problem.TemplateException;
import tireless.gotemplate.problem.TemplateException.Stage;

/** A template that would take too much time, memory or stack ends with an error that says so. */
class LimitsTest {
    private static final Functions FUNCTIONS = Functions.standard(() -> Instant.EPOCH, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{range 9000000000000000000}}{{end}}",
                "{{range until 2000000000}}{{end}}",
                "{{range untilStep 0 2000000000 1}}{{end}}",
                "{{seq 2000000000}}",
                "{{range $i := until 2000}}{{range until 2000}}{{end}}{{end}}",
                "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}",
                "{{define \"a\"}}{{template \"b\" .}}{{end}}{{define \"b\"}}{{if true}}{{template \"a\" .}}{{end}}{{end}}{{template \"a\"}}",
                "{{repeat 2000000000 \"abc\"}}",
                "{{printf \"%1000000d%1000000d%1000000d\" 1 2 3}}",
                "{{printf \"%.1000000f%.1000000f%.1000000f\" 1.0 2.0 3.0}}",
                "{{printf \"%*d\" 1000000 1 | indent 1000001}}",
                "{{$x := \"a\"}}{{range 60}}{{$x = print $x $x}}{{end}}",
                "{{$x := list 1}}{{range 60}}{{$x = concat $x $x}}{{end}}",
                "{{$x := list 1}}{{range 60}}{{$x = list $x $x}}{{end}}{{$x}}",
                "{{$x := list 1}}{{range 60}}{{$x = list $x $x}}{{end}}{{toYaml $x}}",
                "{{$x := list 1}}{{range 60}}{{$x = list $x $x}}{{end}}{{toJson $x}}",
                "{{$x := list 1}}{{range 60}}{{$x = list $x $x}}{{end}}{{deepEqual $x (deepCopy $x)}}",
                "{{$x := list 1}}{{range 10000}}{{$x = list $x}}{{end}}{{$x}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{$d}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{toJson $d}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{toYaml $d}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{deepCopy $d}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{merge $d (dict \"d\" $d)}}{{deepEqual $d $d}}",
                "{{fromJson (repeat 100000 \"[\")}}",
                "{{replace \"\" (repeat 10000 \"x\") (repeat 10000 \"y\")}}",
                "{{join (repeat 10000 \"x\") (until 10000)}}",
                "{{range 100000}}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{end}}",
                "{{$s := repeat 1000000 \"1\"}}{{range 100}}{{$_ := index $s 1}}{{end}}",
                "{{$s := repeat 1000000 \"1\"}}{{range 100}}{{$_ := substr 0 1 $s}}{{end}}",
                "{{$s := repeat 1000000 \"1\"}}{{range 100}}{{$_ := trunc 1 $s}}{{end}}",
                "{{$s := repeat 1000000 \"1\"}}{{range 100}}{{$_ := int64 $s}}{{end}}",
                "{{$s := repeat 1000000 \"1\"}}{{range 100}}{{$_ := len $s}}{{end}}",
                "{{$d := dict}}{{range until 20000}}{{$_ := set $d (print .) 1}}{{end}}{{range 2000}}{{range $d}}{{break}}{{end}}{{end}}",
            })
    void whatTakesTooMuchIsRefused(String text) {
        TemplateException refused = refusal(text, Map.of());

        assertThat(refused.stage()).isEqualTo(Stage.LIMITING);
        assertThat(refused.reason()).containsAnyOf("steps", "levels", "characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{contains (print (repeat 500000 \"a\") \"b\") (repeat 1000000 \"a\")}}",
                "{{replace (print (repeat 500000 \"a\") \"b\") \"\" (repeat 1000000 \"a\")}}",
                "{{splitList (print (repeat 500000 \"a\") \"b\") (repeat 1000000 \"a\")}}",
                "{{base (print (repeat 1000000 \"/\") \"a\")}}",
                "{{trimAll (print (repeat 900000 \"a\") \"b\") (repeat 900000 \"b\")}}",
                "{{duration (repeat 1000000 \"1\")}}{{durationRound (repeat 1000000 \"1\")}}",
                "{{add (repeat 1000000 \"1\")}}{{add (repeat 1000000 \"_1\")}}{{float64 (repeat 1000000 \"1\")}}",
                "{{toYaml (print \"1\" (repeat 300000 \":1\"))}}",
                "{{printf (repeat 900000 \"%[\")}}",
                "{{date (repeat 1000000 \"2006\") now}}",
                "{{$x := repeat 1000000 \"a\"}}{{range 1000000}}{{$y := eq $x (print $x)}}{{end}}",
                "{{$x := repeat 1000000 \"a\"}}{{$l := list}}{{range 500}}{{$l = append $l $x}}{{end}}{{sortAlpha $l}}",
                "{{$x := repeat 1000000 \"a\"}}{{$y := print $x}}{{range 1000000}}{{$z := has $x (list $y)}}{{end}}",
            })
    @Timeout(30)
    void whatIsMadeToHurtEnds(String text) {
        Template template = Template.parse("t", text, FUNCTIONS);

        assertThatCode(() -> {
                    try {
                        template.render(Map.of(), Limits.USUAL);
                    } catch (TemplateException e) {
                        assertThat(e.stage()).isEqualTo(Stage.LIMITING);
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0x1", "_1", "1.", "'", "1e1"})
    void longNumbersAreRefused(String part) {
        TemplateException refused = catchThrowableOfType(
                TemplateException.class, () -> Template.parse("t", "{{1" + part.repeat(100_000) + "}}", FUNCTIONS));

        assertThat(refused.stage()).isEqualTo(Stage.PARSING);
    }

    @Test
    void limitIsToldWithItsPlace() {
        TemplateException refused = refusal("a\n  {{repeat 2000000000 \"abc\"}}", Map.of());

        assertThat(refused.at()).isEqualTo(new Position("t", 2, 5));
        assertThat(refused).hasMessage("t:2:5: a text of more than 2000000 characters is not made");
    }

    @Test
    void outputIsBoundedToTheCharacter() {
        Limits limits = new Limits(10, 10, 100);
        Template ten = Template.parse("t", "{{repeat 5 .}}{{repeat 5 .}}", FUNCTIONS);

        assertThat(ten.render("x", limits)).isEqualTo("xxxxxxxxxx");
        assertThat(catchThrowableOfType(TemplateException.class, () -> ten.render("xy", limits))
                        .reason())
                .isEqualTo("a text of more than 10 characters is not made");
    }

    @Test
    void deepDataIsRefused() {
        List<Object> data = new ArrayList<>();
        for (int level = 0; level < 10_000; level++) {
            data = new ArrayList<>(List.of(data));
        }

        assertThat(refusal("x", data).stage()).isEqualTo(Stage.LIMITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "{{if 1}}", "{{range 1}}", "{{block \"a\" 1}}"})
    void deepTemplatesAreRefused(String opening) {
        String text = opening.equals("(") ? "{{" + "(".repeat(100_000) : opening.repeat(100_000);

        TemplateException refused =
                catchThrowableOfType(TemplateException.class, () -> Template.parse("t", text, FUNCTIONS));

        assertThat(refused.stage()).isEqualTo(Stage.PARSING);
        assertThat(refused.reason()).isEqualTo("this is nested more than 100 levels deep");
    }

    private static TemplateException refusal(String text, Object data) {
        Template template = Template.parse("t", text, FUNCTIONS);
        return catchThrowableOfType(TemplateException.class, () -> template.render(data, Limits.USUAL));
    }

    /** The usual limits are below what the stack of any thread of ours can hold. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{define \"a\"}}{{range 1}}{{with 1}}{{template \"a\" (print (print .))}}{{end}}{{end}}{{end}}{{template \"a\"}}",
                "{{.}}",
                "{{toYaml .}}",
                "{{toPrettyJson .}}",
                "{{deepEqual . (deepCopy .)}}",
                "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{merge $d (dict \"d\" $d)}}",
            })
    void deepestThatIsAllowedNeedsLittleStack(String text) throws InterruptedException {
        Object data = "leaf";
        for (int level = 0; level < Limits.USUAL.depth() - 2; level++) {
            data = level % 2 == 0 ? List.of(data) : Map.of("k", data);
        }
        Template template = Template.parse("t", text, FUNCTIONS);
        Object deep = data;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, () -> template.render(deep, Limits.USUAL), "small", 512 * 1024);
        thread.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
        thread.start();
        thread.join();

        assertThat(thrown.get())
                .satisfiesAnyOf(e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(TemplateException.class));
    }
}
