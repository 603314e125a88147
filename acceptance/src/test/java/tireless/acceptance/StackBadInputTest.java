package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a stack is said with its place and its remedy, in a moment, and hinders nobody else. */
class StackBadInputTest extends AcceptanceTest {
    private static final List<String> FEW = List.of(
            "bash",
            "cat",
            "cksum",
            "dirname",
            "env",
            "find",
            "head",
            "id",
            "mkdir",
            "mount",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sed",
            "setsid",
            "sh",
            "sleep",
            "touch",
            "uname",
            "unshare");

    private static final String STACK = """
            name: own
            version: v1alpha
            type: stack
            stack:
              name: own
              version: "1.0"
              reconciler: stackManager
              command: [sleep, "1000"]
              stackSpecValueSchema:
                jsonSchema: |
                  {"type": "object", "properties": {"every": {"type": "integer"}}}
              workerConfig:
                configFileTemplate: |
                  job.txt: |
                    {{ .ApplicationSpec.StackSpec.every }}
            """;

    private static final String WORKER = """
            ---
            name: user
            version: v1beta
            type: worker
            worker:
              stack: own:1.0
              stackSpec: {every: 1}
            """;

    @AfterEach
    void stopAll() {
        if (Files.exists(sandbox.home().resolve("server.sock"))) {
            sandbox.call("server", "stop", "--workers");
        }
    }

    private Outcome run(String documents) {
        return sandbox.call("run", sandbox.file("both.yaml", documents).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{ define "again" }}{{ template "again" . }}{{ end }}{{ template "again" . }}  | configFileTemplate, line 2, column 43: this is nested more than 200 levels deep
            {{ range until 100000000 }}x{{ end }}                                          | configFileTemplate, line 2, column
            {{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}                 | configFileTemplate, line 2, column
            {{ repeat 3000000 "x" }}                                                       | configFileTemplate, line 2, column
            {{ .Name.first }}                                                              | configFileTemplate, line 2, column
            {{ template "none" }}                                                          | configFileTemplate, line 2, column
            """)
    void aTemplateThatDoesNotEndOrFitIsRefusedInAMoment(String template, String message) {
        long begun = System.nanoTime();
        Outcome refused = run(STACK.replace("{{ .ApplicationSpec.StackSpec.every }}", template) + WORKER);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(refused.status()).as(refused.said()).isEqualTo(3);
        assertThat(refused.err())
                .contains("both.yaml:21:10: error: the stack own:1.0 can not make this worker run: " + message)
                .contains("hint: mend the stack (");
        assertThat(refused.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "object"                               | both.yaml:10:17: error: this is no JSON Schema: it is no JSON:
            {"$ref": "#"}                                   | both.yaml:10:17: error: this is no JSON Schema:
            """)
    void aSchemaThatIsNoneOrRefersToItselfAloneIsRefusedWithItsPlace(String schema, String message) {
        String stack =
                STACK.replace("{\"type\": \"object\", \"properties\": {\"every\": {\"type\": \"integer\"}}}", schema);
        Outcome refused = run(stack + WORKER);
        assertThat(refused.status()).as(refused.said()).isEqualTo(3);
        assertThat(refused.err()).contains(message).contains("hint: ");
        Outcome linted = sandbox.call("lint", "both.yaml");
        assertThat(linted.status()).as(linted.said()).isEqualTo(3);
        assertThat(linted.out()).contains(message);
    }

    @Test
    void aSpecIsRefusedAtTheLineOfTheWorker() {
        Outcome refused = run(STACK + WORKER.replace("every: 1", "every: often"));
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("both.yaml:22:15: error: `stackSpec.every`: string found, integer expected");
    }

    /** A PATH with the programs of this machine that the server needs, and none that runs stacks. */
    private String pathWithoutEngines() {
        Path programs = sandbox.folder("few");
        for (String program : FEW) {
            Stream.of(System.getenv("PATH").split(":"))
                    .map(folder -> Path.of(folder, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(real -> sandbox.script("few/" + program, "exec " + real + " \"$@\"\n"));
        }
        return programs.toString();
    }

    private String described(String worker) {
        return sandbox.call("describe", worker).out();
    }

    @Test
    void whatIsMissingOfTheMachineIsSaidWithWhatToInstallAndHindersNobodyElse() {
        Path programs = sandbox.folder("programs");
        sandbox.with("PATH", programs + ":" + pathWithoutEngines());
        Path all = sandbox.file("all.yaml", """
                name: stream
                version: v1beta
                type: worker
                worker:
                  stack: bento:4.0
                  stackSpec: {input: {generate: {interval: 100ms, mapping: root = 1}}, output: {drop: {}}}
                  tireless: {restart: {initial: 250ms, max: 500ms}}
                ---
                name: boxed
                version: v1beta
                type: worker
                worker:
                  stack: container
                  stackSpec: {image: "localhost:1/none:1"}
                ---
                """ + Manifests.worker("other", "touch other.runs; exec sleep 1000"));
        Outcome run = sandbox.call("run", all.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("all.yaml:5:10: error: the stack bento:4.0 needs the program `bento`, which is not in PATH")
                .contains("hint: install Bento or podman, or name the program as `bento.command` in server.yaml");
        assertThat(sandbox.call("stack", "show", "bento:4.0").out()).contains("ghcr.io", "/bento");

        assertThat(sandbox.call("server", "start").status()).isZero();
        assertThat(sandbox.call("apply", "-f", all.toString()).status()).isZero();
        Waiting.forFile(sandbox.place().resolve("other.runs"));
        Waiting.until(
                sandbox.home(),
                () -> described("stream")
                        .contains("the program \"bento\" is in none of the 2 folders of PATH: install it"));
        Waiting.until(
                sandbox.home(),
                () -> described("boxed").contains("neither podman nor docker is installed: apt-get install podman"));
        sandbox.script("programs/bento", "echo bento is here with $*; exec sleep 1000\n");
        Waiting.until(
                sandbox.home(),
                () -> described("stream").contains("bento is here with -c /etc/dataos/config/jobconfig.yaml"));
    }
}
