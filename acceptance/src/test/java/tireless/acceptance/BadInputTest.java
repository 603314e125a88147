package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said with its place and its remedy, and nothing is started. */
class BadInputTest extends AcceptanceTest {
    private static final int INVALID = 3;

    private static final String HEAD = """
            name: bad
            version: v1beta
            type: worker
            worker:
              stack: process
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  replica: 2'                                         | :6:3: error: unknown attribute `replica`            | did you mean `replicas`?
            '  servicePort: 8080'                                  | :6:3: error: a Worker has no ingress port           | make this a Service
            '  stackSpec: {command: ./nowhere}'                    | :6:24: error: the program `./nowhere` is not there  | the path is taken from
            '  stackSpec: {command: ./plain}'                      | :6:24: error: the program `./plain` is not executable | chmod +x
            '  stackSpec: {command: sh, workingDirectory: none}'   | :6:46: error: the working directory `none` is not there | the path is taken from
            '  replicas: many'                                     | :6:13: error:                                       | replicas
            '  replicas: -1'                                       | :6:13: error:                                       | replicas
            '  stackSpec: [ command'                               | error:                                              | bad.yaml:
            """)
    void saysWhatIsWrongWhereAndWhatToDo(String lines, String problem, String remedy) {
        sandbox.file("plain", "no program");
        assertRefused(sandbox.file("bad.yaml", HEAD + lines + "\n"), problem, remedy);
    }

    @Test
    void anEmptyFile() {
        assertRefused(
                sandbox.file("empty.yaml", ""), "empty.yaml:1:1: error: the text is empty", "a manifest has `name:`");
    }

    @Test
    void aFolderWithoutManifests() {
        assertRefused(sandbox.folder("nothing"), "the folder holds no file named *.yaml or *.yml", "--recursive");
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused(sandbox.place().resolve("none.yaml"), "error: there is no such file", "looked in");
    }

    @Test
    void aFileThatIsNoText() {
        assertRefused(sandbox.file("binary.yaml", "\u0000\u0001\u0002ELF"), "binary.yaml:1", "error");
    }

    @Test
    void aServiceIsRefusedNotIgnored() {
        String service = """
                name: api
                version: v1
                type: service
                service:
                  servicePort: 80
                  stack: process
                  stackSpec: {command: sh}
                """;
        assertRefused(
                sandbox.file("api.yaml", service),
                "api.yaml:3:7: error: this build does not run services yet",
                "leave this document out");
    }

    @Test
    void oneBadWorkerBesideAGoodOneStartsNeither() {
        Path witness = sandbox.place().resolve("started");
        String good = Manifests.worker("good", "touch " + witness + "; exec sleep 1000");
        Path both = sandbox.file("both.yaml", good + "---\n" + HEAD + "  replica: 2\n");
        assertRefused(both, "unknown attribute `replica`", "replicas");
        assertThat(witness).doesNotExist();
        assertThat(sandbox.home()).isEmptyDirectory();
    }

    @Test
    void allProblemsOfAllFilesAtOnce() {
        Path first = sandbox.file("first.yaml", HEAD + "  replica: 2\n  ingress: {}\n");
        Path second = sandbox.file("second.yaml", HEAD + "  stackSpec: {command: ./nowhere}\n");
        Outcome run = sandbox.call("run", first.toString(), second.toString());
        assertThat(run.err())
                .contains("first.yaml:6:3: error: unknown attribute `replica`")
                .contains("first.yaml:7:3: error: a Worker has no ingress port")
                .contains("second.yaml:6:24: error: the program `./nowhere` is not there");
        assertThat(run.status()).isEqualTo(INVALID);
    }

    @Test
    void anUnsetVariable() {
        assertRefused(sandbox.worker("wanting", "echo ${NOT_SET_ANYWHERE}"), "NOT_SET_ANYWHERE", "$$");
    }

    @Test
    void aCommandThatIsNotInPath() {
        assertRefused(
                sandbox.file("bad.yaml", HEAD + "  stackSpec: {command: no-such-program}\n"),
                ":6:24: error: there is no program `no-such-program` in PATH",
                "check its name");
    }

    private void assertRefused(Path manifest, String problem, String remedy) {
        Outcome run = sandbox.call("run", manifest.toString());
        assertThat(run.err()).contains(problem).contains(remedy);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(INVALID);
    }
}
