package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenYamlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a: b%n\tc: d | 2:1 error yaml: a tab can not indent YAML",
                "a: b: c | 1:5 error yaml: a second `:` on this line, or a line that is indented too far",
                "a: 'b | 1:4 error yaml: a quoted text begins here and does not end",
                "a: [b | 1:4 error yaml: a `{` or `[` begins here and is not closed",
                "a: {b: 1 c: 2} | 1:11 error yaml: within { } or [ ], a comma or the closing bracket is missing here",
                "a: @b | 1:4 error yaml: a value can not begin with this character",
                "a: - b | 1:4 error yaml: a list can not begin here",
                "a: 1%nb%nc: 2 | 2:1 error yaml: this line is no `key: value`",
                "a: *x | 1:4 error unknown-alias: `*x` refers to no anchor before it",
                "a: &x [*x] | 1:8 error unknown-alias: `*x` refers to no anchor before it",
                "a: \"\\q\" | 1:6 error yaml: in a quoted text: found unknown escape character q(113)",
                "a: \"x\\ud800y\" | 1:4 error half-character: this text holds half of a character, an escape from \\ud800 to \\udfff alone",
                "a: {{x}} | 1:5 error key-not-text: a key must be text, not a mapping",
                "a: !Ref b | 1:4 error unknown-tag: the YAML tag `!Ref` means nothing here",
                "a: 1%nb: 2%na: 3 | 3:1 error duplicate-key: `a` is already set on line 1, column 1",
            })
    void whatIsWrongIsSaidInWordsOfPeople(String text, String problem) {
        assertThat(Reads.problems(text.strip().replace("%n", "\n"))).contains(problem.strip());
    }

    @Test
    void aBrokenDocumentDoesNotHideTheOthers() {
        String text = "a: 'b\n---\n" + Reads.worker("replicas: x") + "---\na: [\n--- \n"
                + Reads.worker("").replace("pulse", "other");
        ManifestSet set = Reads.apply(text);
        assertThat(Reads.problems(set))
                .containsExactly(
                        "1:4 error yaml: a quoted text begins here and does not end",
                        "8:13 error wrong-type: `replicas` must be a whole number, not `x`",
                        "10:4 error yaml: a `{` or `[` begins here and is not closed");
        assertThat(set.workers()).hasSize(2);
    }

    @Test
    void emptyTextsAndCommentsAreNoManifest() {
        assertThat(Reads.problems("")).containsExactly("1:1 error no-manifest: the text is empty");
        assertThat(Reads.problems("# nothing\n---\n# more\n"))
                .containsExactly("1:1 error no-manifest: there is no manifest here, only comments");
        assertThat(Reads.problems("---\n---\n" + Reads.worker("") + "---\n...\n"))
                .isEmpty();
    }

    @Test
    void placesAreTheSameWithCarriageReturns() {
        assertThat(Reads.problems(Reads.worker("replicas: x\ntitle: b").replace("\n", "\r\n")))
                .containsExactly("6:13 error wrong-type: `replicas` must be a whole number, not `x`");
    }

    @Test
    void columnsCountCharactersAsAnEditorDoes() {
        assertThat(Reads.problems(Reads.worker("envs: {A: \"😀é\", b c: 1}")))
                .containsExactly("6:19 error bad-env-name: `b c` can not name an environment variable");
    }

    @Test
    void controlCharactersAreNamed() {
        assertThat(Reads.problems("a: 1\nb: x\u0007y\n"))
                .containsExactly("2:5 error yaml: the character U+0007 can not be in YAML");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertThat(Reads.problems("a: " + "[".repeat(50_000)))
                .singleElement()
                .asString()
                .startsWith("1:104 error too-deep");
        assertThat(Reads.problems("a:\n" + "- ".repeat(3_000)))
                .singleElement()
                .asString()
                .contains("error too-deep");
    }

    @Test
    void aliasesCanNotMakeADocumentExplode() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name <= 'i'; name++) {
            String before = "*" + (char) (name - 1);
            bomb.append("%c: &%c [%s]%n"
                    .formatted(name, name, String.join(", ", java.util.Collections.nCopies(10, before))));
        }
        assertThat(Reads.problems(bomb.toString())).singleElement().asString().contains("error too-large");
    }

    @Test
    void aliasesAndMergeKeysAreUnderstood() {
        ManifestSet set = Reads.apply(Reads.worker("""
                resources:
                  requests: &r {cpu: 1, memory: 1Gi}
                  limits:
                    <<: *r
                    cpu: 2
                """));
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(Reads.only(set)
                        .worker()
                        .task()
                        .resources()
                        .limits()
                        .cpu()
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("2");
        assertThat(Reads.only(set).worker().task().resources().limits().memory())
                .isPresent();
    }

    @Test
    void aMergeOfSomethingElseIsAnError() {
        assertThat(Reads.problems(Reads.worker("envs: {<<: 1}")))
                .isEqualTo(List.of("6:14 error merge: `<<` takes a mapping, not `1`"));
    }
}
