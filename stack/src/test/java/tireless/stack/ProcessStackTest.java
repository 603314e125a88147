package tireless.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.Purpose;
import tireless.model.RunSpec;

class ProcessStackTest {
    private static RunSpec run(String spec) {
        Resolution resolution = Resolves.apply(Resolves.worker(spec));
        assertThat(Resolves.problems(resolution)).isEmpty();
        return Resolves.only(resolution).run();
    }

    @Test
    void aTextIsOneProgramAndIsNotSplit() {
        assertThat(run("command: ./pulse.sh").command()).containsExactly("/some/folder/pulse.sh");
        assertThat(run("command: './two words'").command()).containsExactly("/some/folder/two words");
    }

    @Test
    void aListIsAProgramWithItsFirstArguments() {
        RunSpec run = run("command: [sleep, 1, yes]\narguments: [--, 0x10]");
        assertThat(run.command()).containsExactly("sleep", "1", "yes", "--", "0x10");
        assertThat(run.stop().wholeGroup()).isFalse();
        assertThat(run.workingDirectory()).isEqualTo(Resolves.FOLDER);
    }

    @Test
    void aShellTextIsRunByTheShellAndStoppedAsAGroup() {
        RunSpec run = run("shell: |\n  a b\n  c\n");
        assertThat(run.command()).isEqualTo(List.of("/bin/sh", "-c", "a b\nc\n"));
        assertThat(run.stop().wholeGroup()).isTrue();
    }

    @Test
    void theWorkingDirectoryIsTakenFromTheManifestsFolder() {
        assertThat(run("command: sleep\nworkingDirectory: ./data").workingDirectory())
                .isEqualTo(Resolves.FOLDER.resolve("data"));
    }

    @Test
    void aProgramInAPathOfTheWorkersOwnIsFound() {
        String text = Resolves.worker("command: tool") + "  envs: {PATH: /opt/own}\n";
        assertThat(Resolves.problems(Resolves.apply(text))).isEmpty();
        assertThat(Resolves.problems(Resolves.apply(Resolves.worker("command: tool"))))
                .containsExactly("7:14 error no-such-program: there is no program `tool` in PATH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: ./absent.sh | 7:14 error no-such-program: the program `./absent.sh` is not there",
                "command: /bin/absent | 7:14 error no-such-program: the program `/bin/absent` is not there",
                "command: ./plain.txt | 7:14 error no-such-program: the program `./plain.txt` is not executable",
                "command: ./data | 7:14 error no-such-program: the program `./data` is a folder, not a program",
                "command: python app.py | 7:14 error no-such-program: there is no program `python app.py`",
                "{command: sleep, workingDirectory: absent} | 7:40 error no-such-folder: the working directory `absent` is not there",
                "{command: sleep, workingDirectory: plain.txt} | 7:40 error no-such-folder: the working directory `plain.txt` is no folder",
            })
    void whatIsNotHereIsAnErrorAtApplyAndAWarningAtLint(String spec, String problem) {
        String text = Resolves.worker(spec);
        assertThat(Resolves.problems(Resolves.apply(text))).containsExactly(problem);
        Resolution lint = Resolves.resolve(text, Purpose.LINT, Map.of());
        assertThat(Resolves.problems(lint)).containsExactly(problem.replace(" error ", " warning "));
        assertThat(lint.resources()).hasSize(1);
    }

    @Test
    void aTextWithSpacesIsPointedToTheShell() {
        Resolution resolution = Resolves.apply(Resolves.worker("command: python app.py"));
        assertThat(resolution.problems().getFirst().hint().orElseThrow())
                .contains("shell:")
                .contains("not split");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 6:3 error missing-attribute: `stackSpec` says nothing to run",
                "{command: sleep, shell: x} | 7:22 error bad-value: `command` and `shell` are both set",
                "{shell: x, arguments: [a]} | 7:16 error bad-value: `shell` takes no `arguments`",
                "{comand: sleep, shell: x} | 7:6 error unknown-attribute: the stack process has no attribute `comand`",
                "{command: sleep, port: 80} | 7:22 error ingress-in-worker: a Worker has no ingress port, so it can not have `port`",
                "{command: []} | 7:15 error bad-value: `command` is an empty list",
                "{command: ''} | 7:15 error bad-value: `command` names no program",
                "{command: {a: b}} | 7:15 error wrong-type: `command` must be a text or a list of texts, not a mapping",
                "{command: sleep, arguments: x} | 7:33 error wrong-type: `arguments` must be a list of texts, not `x`",
                "{command: [sleep, [a]]} | 7:23 error wrong-type: `an entry of command` must be text, not a list",
                "{shell: [a]} | 7:13 error wrong-type: `shell` must be text, not a list",
            })
    void whatIsWrongIsSaidAtItsPlace(String spec, String problem) {
        assertThat(Resolves.problems(Resolves.apply(Resolves.worker(spec)))).contains(problem);
        assertThat(Resolves.apply(Resolves.worker(spec)).resources()).isEmpty();
    }

    @Test
    void nulCharactersAreRefused() {
        assertThat(Resolves.problems(Resolves.apply(Resolves.worker("command: [sleep, \"a\\0b\"]"))))
                .containsExactly(
                        "7:22 error bad-value: this text holds a NUL character, which no process can be given");
        assertThat(Resolves.apply(Resolves.worker("command: \"./a\\0b\"")).hasErrors())
                .isTrue();
        assertThat(Resolves.apply(Resolves.worker("command: sleep\nworkingDirectory: \"a\\0b\""))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void theSlipArgumentIsReadWithAWarning() {
        Resolution resolution = Resolves.apply(Resolves.worker("{command: sleep, argument: [1]}"));
        assertThat(Resolves.problems(resolution))
                .containsExactly("7:22 warning misspelt: `argument` is read as `arguments`");
        assertThat(Resolves.only(resolution).run().command()).containsExactly("sleep", "1");
    }

    @Test
    void whatIsOpenAtLintLeadsToNothingElse() {
        for (String spec : List.of("command: $A", "command: [sleep, $A]", "shell: x $A", "command: [$A]")) {
            Resolution resolution = Resolves.resolve(Resolves.worker(spec), Purpose.LINT, Map.of());
            assertThat(resolution.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.isError()).isFalse();
                assertThat(problem.code()).isEqualTo("unset-variable");
            });
        }
    }
}
