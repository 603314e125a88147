package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that run nothing. */
class LintTest extends AcceptanceTest {
    private static final String GOOD = Manifests.worker("good", "sleep 1000");
    private static final String BAD = GOOD.replace("stackSpec", "stackSpecs");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concordance",
                "crash-loop",
                "folder-index",
                "keep-applied",
                "pulse",
                "python-bot",
                "queue-consumer",
                "web-poller"
            })
    void anExampleHasNoProblems(String name) {
        Outcome lint = sandbox.call("lint", "-f", sandbox.example(name).toString());
        assertThat(lint.out()).isEqualTo("no problems in 1 file");
        assertThat(lint.err()).isEmpty();
        assertThat(lint.status()).isZero();
    }

    @Test
    void anErrorGivesStatus3AndItsPlace() {
        Path bad = sandbox.file("bad.yaml", BAD);
        Outcome lint = sandbox.call("lint", "-f", bad.toString());
        assertThat(lint.out())
                .contains("bad.yaml:6:3: error: unknown attribute `stackSpecs`")
                .contains("hint: did you mean `stackSpec`? (fixable)")
                .endsWith("2 errors in 1 file, 1 of them can be fixed: tireless lint --fix");
        assertThat(lint.status()).isEqualTo(3);
    }

    @Test
    void whatOnlyARunCanKnowIsAWarning() {
        Path waiting = sandbox.file("bad.yaml", GOOD.replace("stackSpec:", "stackSpec:\n    workingDirectory: none"));
        Outcome lint = sandbox.call("lint", waiting.toString());
        assertThat(lint.out()).contains("warning: the working directory `none` is not there");
        assertThat(lint.status()).isZero();
    }

    @Test
    void aFolderWithGoodAndBad() {
        Path folder = sandbox.folder("manifests");
        sandbox.file("manifests/good.yaml", GOOD);
        sandbox.file("manifests/bad.yaml", BAD.replace("name: good", "name: bad"));
        Outcome lint = sandbox.call("lint", "-f", folder.toString());
        assertThat(lint.out())
                .contains("bad.yaml:6:3: error")
                .doesNotContain("good.yaml")
                .contains("in 1 file");
        assertThat(lint.status()).isEqualTo(3);
    }

    @Test
    void theStandardInput() {
        Outcome good = sandbox.callWith(GOOD, "lint", "-f", "-");
        assertThat(good.out()).isEqualTo("no problems in 1 file");
        assertThat(good.status()).isZero();
        Outcome bad = sandbox.callWith(BAD, "lint", "-f", "-");
        assertThat(bad.out()).contains("<stdin>:6:3: error:");
        assertThat(bad.status()).isEqualTo(3);
    }

    @Test
    void fixMakesWhatIsCertainShowsItAndSaysWhatRemains() {
        Path bad = sandbox.file("bad.yaml", BAD.replace("\n", "\r\n") + "  frobnicate: 1 # stays\r\n");
        Outcome lint = sandbox.call("lint", "--fix", "bad.yaml");
        assertThat(lint.out())
                .startsWith("--- bad.yaml\n+++ bad.yaml\n@@ ")
                .contains("\n-  stackSpecs:\n+  stackSpec:\n")
                .contains("error: unknown attribute `frobnicate`")
                .endsWith("1 error in 1 file");
        assertThat(lint.err()).isEmpty();
        assertThat(lint.status()).isEqualTo(3);
        assertThat(bad).hasContent(GOOD.replace("\n", "\r\n") + "  frobnicate: 1 # stays\r\n");
    }

    @Test
    void fixAgainChangesNothing() {
        Path bad = sandbox.file("bad.yaml", BAD);
        assertThat(sandbox.call("lint", "--fix", bad.toString()).status()).isZero();
        Outcome again = sandbox.call("lint", "--fix", bad.toString());
        assertThat(again.out()).isEqualTo("no problems in 1 file");
        assertThat(bad).hasContent(GOOD);
    }

    @Test
    void aDryRunOnlyShows() {
        Path bad = sandbox.file("bad.yaml", BAD);
        Outcome lint = sandbox.call("lint", "--fix", "--dry-run", bad.toString());
        assertThat(lint.out()).contains("-  stackSpecs:", "+  stackSpec:").doesNotContain("error");
        assertThat(bad).hasContent(BAD);
        assertThat(sandbox.call("lint", "--dry-run", bad.toString()).status()).isEqualTo(2);
    }

    @Test
    void theStandardInputIsFixedToTheStandardOutput() {
        Outcome lint = sandbox.callWith(BAD, "lint", "--fix", "-");
        assertThat(lint.out() + "\n").isEqualTo(GOOD);
        assertThat(lint.err()).contains("+++ <stdin>", "+  stackSpec:", "no problems in 1 file");
        assertThat(lint.status()).isZero();
    }

    @Test
    void whatIsNoManifestPassesThroughUnchanged() {
        Outcome lint = sandbox.callWith("a: [\n", "lint", "--fix", "-");
        assertThat(lint.out()).isEqualTo("a: [");
        assertThat(lint.err()).contains("<stdin>:1:4: error:");
        assertThat(lint.status()).isEqualTo(3);
        Outcome large = sandbox.callWith("#".repeat(4 * 1024 * 1024 + 1), "lint", "--fix", "-");
        assertThat(large.out()).isEmpty();
        assertThat(large.err()).contains("error: the text has more than the limit");
    }

    @Test
    void aReadOnlyFileIsNotFixed() {
        Path bad = sandbox.file("bad.yaml", BAD);
        assertThat(bad.toFile().setWritable(false)).isTrue();
        Outcome lint = sandbox.call("lint", "--fix", "bad.yaml");
        assertThat(lint.err()).contains("cannot fix bad.yaml: the file is read-only; chmod u+w it");
        assertThat(lint.out()).contains("error: unknown attribute `stackSpecs`");
        assertThat(lint.status()).isEqualTo(1);
        assertThat(bad).hasContent(BAD);
    }

    @Test
    void lintLeavesNothingInTheHome() {
        sandbox.callWith(GOOD, "lint", "-f", "-");
        assertThat(sandbox.home()).isEmptyDirectory();
    }

    @Test
    void helpGoesToTheOutput() {
        Outcome help = sandbox.call("--help");
        assertThat(help.out())
                .startsWith("Usage: tireless")
                .contains("  run ", "  lint ")
                .doesNotContain("__");
        assertThat(help.err()).isEmpty();
        assertThat(help.status()).isZero();
    }

    @Test
    void helpOfRun() {
        Outcome help = sandbox.call("run", "--help");
        assertThat(help.out()).startsWith("Usage: tireless run").contains("FILE...", "Ctrl-C");
        assertThat(help.out()).contains("leave $VAR and ${VAR} as they are").doesNotContain("null");
        assertThat(help.status()).isZero();
    }

    @Test
    void version() {
        Outcome version = sandbox.call("--version");
        assertThat(version.out()).startsWith("tireless ");
        assertThat(version.status()).isZero();
    }

    @Test
    void noArgumentsGiveTheUsage() {
        Outcome none = sandbox.call();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).startsWith("Usage: tireless");
        assertThat(none.status()).isEqualTo(2);
    }

    @Test
    void aCommandThatIsNoneIsNamedWithWhatWasMeant() {
        Outcome near = sandbox.call("descrbe", "x");
        assertThat(near.err())
                .isEqualTo(
                        "tireless: there is no command `descrbe`; did you mean `describe`? `tireless --help` lists them");
        assertThat(near.status()).isEqualTo(2);
        assertThat(sandbox.call("frobnicate").err())
                .isEqualTo("tireless: there is no command `frobnicate`; `tireless --help` lists them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "lint", "run --frobnicate x.yaml"})
    void wrongUsageGivesStatus2(String line) {
        Outcome wrong = sandbox.call(line.split(" "));
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Usage: tireless");
        assertThat(wrong.status()).isEqualTo(2);
    }
}
