package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.ContainerImage;
import tireless.model.RunSpec;
import tireless.model.UnixAccount;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

class BentoStackTest {
    @TempDir
    private Path programs;

    private static Resolution resolve(String stack, String spec) {
        return resolve(stack, spec, Purpose.APPLY, Map.of());
    }

    private static Resolution resolve(String stack, String spec, Purpose purpose, Map<String, String> environment) {
        return resolve(stack, spec, purpose, environment, BentoSettings.DEFAULT);
    }

    private static Resolution resolve(
            String stack, String spec, Purpose purpose, Map<String, String> environment, BentoSettings settings) {
        String manifest = """
                name: users
                version: v1beta
                type: worker
                worker:
                  stack: %s
                  logLevel: DEBUG
                  stackSpec:
                """.formatted(stack) + spec.indent(4);
        ReadOptions options = ReadOptions.of(purpose, environment);
        return BuiltInStacks.resolver(
                        InstantSource.system(),
                        Optional.empty(),
                        Path.of("/"),
                        () -> settings,
                        List.of(),
                        trigger -> List.of())
                .resolve(
                        ManifestReader.read(Sources.of("m.yaml", Path.of("/srv"), manifest), options),
                        Declared.NONE,
                        ResolveContext.of(options));
    }

    private static RunSpec run(String stack, String spec) {
        Resolution resolution = resolve(stack, spec);
        assertThat(resolution.problems()).isEmpty();
        return ((Workload) resolution.resources().getFirst().spec()).run();
    }

    private static String config(RunSpec run) {
        return run.provisions().configs().get("jobconfig.yaml").text().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bento", "bento:1.0", "bento:3.0", "bento:4.0", "bento-worker", "bento-worker:3.0"})
    void theConfigurationHasTheSectionsOfThePlatform(String stack) {
        RunSpec run = run(stack, """
                input:
                  generate:
                    mapping: root = "${! counter() }"
                    interval: 1s
                output:
                  stdout: {}
                """);
        assertThat(run.command()).containsExactly("bento", "-c", "/etc/dataos/config/jobconfig.yaml");
        assertThat(config(run)).isEqualTo("""
                input:
                  generate:
                    interval: 1s
                    mapping: root = "${! counter() }"
                output:
                  stdout: {}
                logger:
                  add_timestamp: true
                  format: json
                  level: DEBUG
                  static_fields:
                    '@service': users
                http:
                  address: 127.0.0.1:${DATAOS_METRIC_PORT}
                  debug_endpoints: false
                  root_path: /dataos-bento
                metrics:
                  prometheus:
                    add_go_metrics: false
                    add_process_metrics: false
                    use_histogram_timing: false
                """);
    }

    @Test
    void whatTheUserSaysOfThoseSectionsWinsButForTheAddress() {
        String config = config(run("bento:4.0", """
                input: {stdin: {}}
                logger: {level: ERROR}
                http: {address: "0.0.0.0:80", root_path: /mine}
                metrics: {json_api: {}}
                """));
        assertThat(config)
                .contains("  level: ERROR\n", "  format: json\n", "  address: 127.0.0.1:${DATAOS_METRIC_PORT}\n")
                .contains("  root_path: /mine\n", "metrics:\n  json_api: {}\n")
                .doesNotContain("0.0.0.0");
    }

    @Test
    void aSpecWithoutAnInputIsRefused() {
        assertThat(resolve("bento", "output: {stdout: {}}").problems())
                .extracting(problem -> problem.message())
                .containsExactly("`stackSpec`: required property 'input' not found");
    }

    @Test
    void withoutTheProgramARunIsRefusedAndLintWarnsWithWhatToDo() throws IOException {
        Map<String, String> path = Map.of("PATH", "/nowhere:" + programs);
        String spec = "input: {stdin: {}}";
        assertThat(resolve("bento:4.0", spec, Purpose.RUN, path).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.location().line()).isEqualTo(5);
                    assertThat(problem.message())
                            .isEqualTo(
                                    "the stack bento:4.0 needs the program `bento`, which is not in PATH, or podman or docker to run its image");
                    assertThat(problem.hint().orElseThrow())
                            .contains("`bento.command` in server.yaml", "`tireless stack show bento:4.0`");
                });
        assertThat(resolve("bento:4.0", spec, Purpose.LINT, path).hasErrors()).isFalse();
        Files.createFile(
                programs.resolve("bento"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(resolve("bento:4.0", spec, Purpose.RUN, path).problems()).isEmpty();
    }

    private void install(String program) throws IOException {
        Files.createFile(
                programs.resolve(program),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Resolution resolved(BentoSettings settings) {
        return resolve("bento:4.0", "input: {stdin: {}}", Purpose.APPLY, Map.of("PATH", programs.toString()), settings);
    }

    private static RunSpec run(Resolution resolution) {
        return ((Workload) resolution.resources().getFirst().spec()).run();
    }

    @Test
    void whereTheProgramIsMissingAndPodmanIsThereItRunsInItsImage() throws IOException {
        install("podman");
        Resolution resolution = resolved(BentoSettings.DEFAULT);
        assertThat(resolution.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message())
                    .isEqualTo("there is no program `bento` in PATH: the stack bento:4.0 runs in the image "
                            + BentoSettings.DEFAULT.image());
        });
        RunSpec run = run(resolution);
        assertThat(run.image()).contains(new ContainerImage(BentoSettings.DEFAULT.image(), Optional.empty(), false));
        assertThat(run.command()).containsExactly("/bento", "-c", "/etc/dataos/config/jobconfig.yaml");
        assertThat(run.account()).contains(new UnixAccount("0", Optional.empty()));
        Workload workload = (Workload) resolution.resources().getFirst().spec();
        assertThat(workload.probes().readiness().orElseThrow().command()).doesNotContain("bash");
        install("bento");
        assertThat(run(resolved(BentoSettings.DEFAULT)).image()).isEmpty();
    }

    @Test
    void onAServerItsOwnPathCountsAndWhatIsMissingIsWaitedFor() throws IOException {
        BentoSettings server =
                new BentoSettings(Optional.empty(), "own:1", Optional.empty(), Optional.of(programs.toString()));
        Resolution missing = resolve("bento:4.0", "input: {stdin: {}}", Purpose.APPLY, Map.of(), server);
        assertThat(missing.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.code()).isEqualTo("no-such-program");
        });
        assertThat(run(missing).command().getFirst()).isEqualTo("bento");
        install("docker");
        Resolution boxed = resolve("bento:4.0", "input: {stdin: {}}", Purpose.APPLY, Map.of(), server);
        assertThat(run(boxed).image().orElseThrow().reference()).isEqualTo("own:1");
    }

    @Test
    void theEngineAndTheImageThatAreConfiguredAreTaken() throws IOException {
        Path engine = programs.resolve("my-engine");
        BentoSettings settings = new BentoSettings(
                Optional.empty(), "registry.example.org/bento:2", Optional.of(engine.toString()), Optional.empty());
        install("podman");
        assertThat(resolved(settings).hasErrors()).isTrue();
        install("my-engine");
        assertThat(run(resolved(settings)).image().orElseThrow().reference()).isEqualTo("registry.example.org/bento:2");
    }

    @Test
    void theProgramThatIsConfiguredIsRunAndWhereItIsMissingTheKeyIsNamed() throws IOException {
        install("podman");
        install("bento");
        Path own = programs.resolve("own-bento");
        BentoSettings settings = new BentoSettings(Optional.of(own.toString()), "", Optional.empty(), Optional.empty());
        assertThat(resolved(settings).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message()).contains("`" + own + "`", "`bento.command` of server.yaml");
        });
        install("own-bento");
        assertThat(resolved(settings).problems()).isEmpty();
        assertThat(run(resolved(settings)).command())
                .containsExactly(own.toString(), "-c", "/etc/dataos/config/jobconfig.yaml");
        assertThat(run(resolved(settings)).image()).isEmpty();
    }

    @Test
    void theGuideIsAManifestOfTheVersionThatWasAskedFor() {
        assertThat(BuiltInStacks.resolver(InstantSource.system()).stacks().all())
                .filteredOn(stack -> stack.id().toString().equals("bento-worker:3.0"))
                .singleElement()
                .satisfies(stack -> assertThat(stack.guide())
                        .contains("  name: bento-worker\n", "  version: \"3.0\"\n", "ghcr.io"));
    }
}
