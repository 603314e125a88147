package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.RunSpec;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

class DefinedStackTest {
    private static final String STACK = """
            name: greeter
            version: v1alpha
            type: stack
            stack:
              name: greet
              version: "1.0"
              reconciler: stackManager
              command: [/bin/sh]
              arguments: [/etc/dataos/config/greet.sh]
              environmentVars:
                GREETING: hello
              stackSpecValueSchema:
                jsonSchema: |
                  {"type": "object",
                   "properties": {"names": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                                  "every": {"type": "integer"}},
                   "required": ["names"], "additionalProperties": false}
              workerConfig:
                configFileTemplate: |
                  greet.sh: |
                  {{- range $i, $name := .ApplicationSpec.StackSpec.names }}
                    echo "$GREETING {{ $name }} from {{ $.Name }} in {{ $.Workspace }}"
                  {{- end }}
                    sleep {{ .ApplicationSpec.StackSpec.every | default 60 }}
            """;

    private static String worker(String spec) {
        return """
                name: hi
                version: v1beta
                type: worker
                worker:
                  stack: greet:1.0
                  stackSpec:
                """ + spec.indent(4);
    }

    private static Resolution resolve(String... documents) {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        Sources sources = Sources.of("m.yaml", Path.of("/srv/hi"), String.join("---\n", documents));
        return BuiltInStacks.resolver(InstantSource.system())
                .resolve(ManifestReader.read(sources, options), Declared.NONE, ResolveContext.of(options));
    }

    private static RunSpec run(Resolution resolution) {
        assertThat(resolution.problems())
                .filteredOn(problem -> problem.isError())
                .isEmpty();
        return ((Workload) resolution.resources().getLast().spec()).run();
    }

    private static List<String> errors(Resolution resolution) {
        return resolution.problems().stream()
                .filter(problem -> problem.isError())
                .map(problem -> problem.location().line() + ": " + problem.message())
                .toList();
    }

    @Test
    void aStackThatIsKnownByNameIsSpokenOfInTheVersionThatIsAskedFor() {
        String worker = "name: a\nversion: v1beta\ntype: worker\nworker:\n  stack: nilus:1.0\n  stackSpec: {}\n";
        assertThat(resolve(worker).problems())
                .extracting(problem -> problem.message())
                .contains("the stack nilus:1.0 has no `workerConfig`; what it has for a service is used")
                .noneMatch(message -> message.contains("nilus:3.0"));
    }

    @Test
    void aTemplateIsRenderedToTheFilesOfTheWorker() {
        RunSpec run = run(resolve(STACK, worker("names: [Ada, Bo]\nevery: 5\n")));
        assertThat(run.command()).containsExactly("/bin/sh", "/etc/dataos/config/greet.sh");
        assertThat(run.image()).isEmpty();
        assertThat(run.workingDirectory()).isEqualTo(Path.of("/srv/hi"));
        assertThat(run.provisions().configs().get("greet.sh").text()).contains("""
                echo "$GREETING Ada from hi in public"
                echo "$GREETING Bo from hi in public"
                sleep 5
                """);
        assertThat(run.environment())
                .containsEntry("GREETING", "hello")
                .containsEntry("DATAOS_RESOURCE_ID", "worker:v1beta:hi:public")
                .containsEntry("DATAOS_CONFIG_DIR", "/etc/dataos/config");
    }

    @Test
    void aStackSpecIsCheckedAtTheLinesOfTheUser() {
        int before = STACK.lines().toList().size() + 1;
        assertThat(errors(resolve(STACK, worker("names:\n  - Ada\n  - 7\nevry: 5\n"))))
                .containsExactly(
                        before + 9 + ": `stackSpec.names[1]`: integer found, string expected",
                        before + 10
                                + ": `stackSpec.evry`: property 'evry' is not defined in the schema and the schema does not allow"
                                + " additional properties");
    }

    @Test
    void anErrorOfATemplateNamesItsLineAndColumnAndTheWorkerThatUsesIt() {
        String broken = STACK.replace("{{ $name }}", "{{ index $name 99 }}");
        assertThat(errors(resolve(broken, worker("names: [Ada]"))))
                .singleElement()
                .asString()
                .contains("the stack greet:1.0 can not make this worker run: configFileTemplate, line 3, column ");
    }

    @Test
    void aTemplateThatDoesNotEndIsRefusedWithinItsLimits() {
        String endless = STACK.replace(
                "{{- range $i, $name := .ApplicationSpec.StackSpec.names }}",
                "{{- define \"again\" }}{{ template \"again\" . }}{{ end }}{{ template \"again\" . }}{{- range $i, $name := .ApplicationSpec.StackSpec.names }}");
        assertThat(errors(resolve(endless, worker("names: [Ada]"))))
                .singleElement()
                .asString()
                .contains("configFileTemplate", "200");
    }

    @Test
    void aTextThatIsNoYamlAfterRenderingIsRefused() {
        String broken = STACK.replace("greet.sh: |\n", "greet.sh: [\n");
        assertThat(errors(resolve(broken, worker("names: [Ada]"))))
                .singleElement()
                .asString()
                .contains("configFileTemplate renders to a text that is no YAML, in its line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../tmp/x", "/tmp/x", "a/b", ".", "..", "", "a\\0b", "a\\nb", "a b", "VERY-LONG"})
    void aFileThatATemplateMakesHasTheNameOfAFile(String name) {
        String leading = STACK.replace(
                "configFileTemplate: |\n      greet.sh: |\n",
                "configFileTemplate: |\n      %s: x\n      greet.sh: |\n"
                        .formatted('"' + name.replace("VERY-LONG", "a".repeat(254)) + '"'));
        assertThat(leading).isNotEqualTo(STACK);
        assertThat(errors(resolve(leading, worker("names: [Ada]"))))
                .singleElement()
                .asString()
                .contains("the stack greet:1.0 can not make this worker run: configFileTemplate renders a file `")
                .contains("which can not be its name: use letters, digits");
    }

    @Test
    void aSchemaThatIsNoneIsRefusedWithTheStack() {
        assertThat(errors(resolve(STACK.replace("\"required\": [\"names\"],", "\"required\": [\"names\","))))
                .singleElement()
                .asString()
                .startsWith("13: this is no JSON Schema: it is no JSON: ");
    }

    @Test
    void aStackWithAnImageRunsInIt() {
        String image = STACK.replace("  command: [/bin/sh]\n", """
              image: {registry: docker.io, repository: library, image: busybox, tag: "1.37", auth: {imagePullSecret: hub}}
              command: [/bin/sh]
            """);
        RunSpec run = run(resolve(image, worker("names: [Ada]")));
        assertThat(run.image()).hasValueSatisfying(used -> {
            assertThat(used.reference()).isEqualTo("docker.io/library/busybox:1.37");
            assertThat(used.pullSecret()).contains("hub");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-v=/:/host", "a b", "VERY-LONG", "Big"})
    void anImageThatIsNoneIsRefusedWithTheStackAndAlsoWhereATemplateMakesIt(String written) {
        String name = written.replace("VERY-LONG", "a-".repeat(100_000) + "a");
        String stack = STACK.replace("  command: [/bin/sh]\n", "  image: {image: \"%s\"}\n".formatted(name));
        assertThat(errors(resolve(stack)))
                .singleElement()
                .asString()
                .startsWith("8: this is no name of an image: `" + name.substring(0, Math.min(80, name.length())));

        String template = STACK + """
                    containerResourceTemplate: |
                      container: {image: "{{ index .ApplicationSpec.StackSpec.names 0 }}"}
                """;
        assertThat(errors(resolve(template, worker("names: [\"%s\"]".formatted(name)))))
                .singleElement()
                .asString()
                .contains(
                        "the stack greet:1.0 can not make this worker run: its image `",
                        "is no name of an image: write");
    }

    @Test
    void twoStacksOfOneIdAreRefused() {
        assertThat(errors(resolve(STACK, STACK.replace("name: greeter", "name: other"))))
                .singleElement()
                .asString()
                .contains("the stack greet:1.0 is declared by the Stack `greeter` too");
    }

    @Test
    void whatIsBuiltInIsNotDeclaredAnew() {
        String process = STACK.replace("  name: greet\n", "  name: process\n");
        Resolution resolution =
                resolve(process, worker("command: [sleep, \"1\"]\n").replace("greet:1.0", "process:1.0"));
        assertThat(resolution.problems())
                .anyMatch(problem -> problem.message().startsWith("the stack process is built in"));
        assertThat(run(resolution).command()).endsWith("1");
    }

    @Test
    void whatIsKnownByNameOnlyIsCheckedAndNotRun() {
        String flare = worker("inputs: []\n").replace("greet:1.0", "flare:3.0");
        assertThat(errors(resolve(flare)))
                .satisfiesExactlyInAnyOrder(
                        error -> assertThat(error).contains("the stack flare:3.0 is known by name only"),
                        error -> assertThat(error).contains("required property 'job' not found"));
        String own = STACK.replace("  name: greet\n", "  name: scanner\n").replace("\"1.0\"", "\"2.0\"");
        assertThat(run(resolve(own, worker("names: [Ada]").replace("greet:1.0", "scanner:2.0")))
                        .command())
                .startsWith("/bin/sh");
        assertThat(Optional.of(KnownStacks.all().size()))
                .get()
                .satisfies(count -> assertThat(count).isGreaterThan(15));
    }

    @Test
    void anAddressOfADepotIsSaidToComeWithoutCredentialsWhereTheStackWouldGetThem() {
        String stack = STACK.replace("  command:", "  dataOsAddressJqFilters: ['.names[]']\n  command:");
        Resolution resolution = resolve(stack, worker("names: [Ada, 'dataos://icebase:retail/city?acl=r']"));

        run(resolution);
        assertThat(resolution.problems())
                .filteredOn(problem -> problem.code().equals("depot-address"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("dataos://icebase:retail/city?acl=r");
                    assertThat(problem.location().line())
                            .isEqualTo(stack.lines().count() + 8);
                });
        assertThat(resolve(STACK, worker("names: ['dataos://icebase:retail/city']"))
                        .problems())
                .filteredOn(problem -> problem.code().equals("depot-address"))
                .isEmpty();
    }
}
