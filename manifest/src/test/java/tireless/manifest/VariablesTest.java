package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private static final Map<String, String> SET =
            Map.of("HOST", "example.org", "N", "3", "YES", "yes", "EVIL", "a: [b\n- c", "MONEY", "$HOST");

    private static String env(String written) {
        ManifestSet set = Reads.read(Reads.worker("envs:\n  A: " + written), ReadOptions.of(Purpose.APPLY, SET));
        assertThat(Reads.problems(set)).isEmpty();
        return Reads.only(set).worker().task().inputs().envs().get("A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "$HOST | example.org",
                "${HOST} | example.org",
                "http://${HOST}:$N/ | http://example.org:3/",
                "$$HOST | $HOST",
                "$$$HOST | $example.org",
                "$1 $@ $( $? $ | $1 $@ $( $? $",
                "${!json()} | ${!json()}",
                "'${! meta(\"{}\") }' | ${! meta(\"{}\") }",
                "'{{ $x := $HOST }}' | {{ $x := $HOST }}",
                "$MONEY | $HOST",
            })
    void variablesAreReplacedInScalarsAndTheRestStays(String written, String value) {
        assertThat(env(written.strip())).isEqualTo(value.strip().replace("\\\"", "\""));
    }

    @Test
    void aValueCanNotChangeTheShapeOfTheManifest() {
        assertThat(env("$EVIL")).isEqualTo("a: [b\n- c");
        assertThat(env("\"${EVIL}\"")).isEqualTo("a: [b\n- c");
    }

    @Test
    void aFilledScalarCanBeANumberAlsoInQuotes() {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, SET);
        for (String written : List.of("$N", "\"${N}\"")) {
            ManifestSet set = Reads.read(Reads.worker("replicas: " + written), options);
            assertThat(Reads.problems(set)).isEmpty();
            assertThat(Reads.only(set).worker().scaling().replicas()).hasValue(3);
        }
    }

    @Test
    void theValueOfAVariableIsNotInAMessage() {
        ManifestSet set = Reads.read(Reads.worker("replicas: $HOST"), ReadOptions.of(Purpose.APPLY, SET));
        assertThat(Reads.problems(set))
                .containsExactly("6:13 error wrong-type: `replicas` must be a whole number, not `$HOST`");
    }

    @Test
    void unsetVariablesAreErrorsWithAllOfTheirLines() {
        ManifestSet set = Reads.apply(Reads.worker("""
                title: $A
                envs:
                  X: ${B}
                  Y: a $A b $A
                """));
        assertThat(Reads.problems(set))
                .containsExactly(
                        "6:10 error unset-variable: the environment variable `A` is not set; it is used on line 9 too",
                        "8:8 error unset-variable: the environment variable `B` is not set");
        assertThat(set.problems().getFirst().hint()).contains("set it, or write `$$A` for a literal `$A`");
    }

    @Test
    void atLintAnUnsetVariableIsAWarningAndNothingFollowsFromIt() {
        String text = Reads.worker("replicas: $A\nresources: {limits: {cpu: $B}}\nlogLevel: $C\nname: 1")
                .replace("name: 1", "title: $D")
                .replace("name: pulse", "name: $E");
        ManifestSet set = Reads.read(text, ReadOptions.of(Purpose.LINT, Map.of()));
        assertThat(set.hasErrors()).isFalse();
        assertThat(set.problems()).hasSize(5).allMatch(problem -> problem.code().equals("unset-variable"));
        assertThat(set.workers()).hasSize(1);
    }

    @Test
    void placeholdersAreErrorsEachAtItsLineAlsoAtLint() {
        String text = Reads.worker("""
                envs:
                  ${{key}}: ${{value}}
                  A: |
                    first
                    second ${{inner}}
                  B: ${not-a-name}
                  C: ${X:-y}
                """);
        for (Purpose purpose : Purpose.values()) {
            assertThat(Reads.problems(Reads.read(text, ReadOptions.of(purpose, Map.of()))))
                    .containsExactly(
                            "7:5 error placeholder: the placeholder `${{key}}` is not filled in",
                            "7:15 error placeholder: the placeholder `${{value}}` is not filled in",
                            "10:14 error placeholder: the placeholder `${{inner}}` is not filled in",
                            "11:8 error placeholder: the placeholder `${not-a-name}` is not filled in",
                            "12:8 error placeholder: the placeholder `${X:-y}` is not filled in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$HOST", "${{x}}", "${not-a-name}"})
    void nothingIsReplacedWhereTheUserSaysSo(String written) {
        ManifestSet set = Reads.read(
                Reads.worker("title: " + written),
                ReadOptions.of(Purpose.APPLY, SET).withoutInterpolation());
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(Reads.only(set).worker().task().about().title()).contains(written);
    }

    @Test
    void keysThatBecomeEqualAreDuplicates() {
        ManifestSet set =
                Reads.read(Reads.worker("envs: {HOST: 1, $K: 2}"), ReadOptions.of(Purpose.APPLY, Map.of("K", "HOST")));
        assertThat(Reads.problems(set))
                .containsExactly("6:19 error duplicate-key: `$K` stands for a key that is already set in this mapping");
    }

    @Test
    void commentsAreNotLookedAt() {
        assertThat(Reads.problems(Reads.worker("title: a # ${{x}} $Y"))).isEmpty();
    }

    @Test
    void theTypeMayBeAVariable() {
        String text = Reads.worker("").replace("type: worker", "type: $T");
        assertThat(Reads.problems(Reads.read(text, ReadOptions.of(Purpose.APPLY, Map.of("T", "worker")))))
                .isEmpty();
    }
}
