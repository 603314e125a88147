package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.ContainerImage;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

/** What stacks make of a worker whose Compute is a Kubernetes cluster. */
class StacksOnClustersTest {
    private static final String PROD = """
            name: prod
            version: v1
            type: compute
            compute:
              kubernetes:
                context: prod
                nodeSelector: {disk: ssd}
                tolerations: [{key: gpu, operator: Exists}]
                serviceAccount: runner
            """;

    private static String stack(String more) {
        return """
                name: greeter
                version: v1alpha
                type: stack
                stack:
                  name: greet
                  version: "1.0"
                  reconciler: stackManager
                """ + more.indent(2);
    }

    private static String worker(String stack, String spec, String more) {
        return """
                name: hi
                version: v1beta
                type: worker
                worker:
                  compute: prod
                  stack: %s
                  stackSpec: %s
                """.formatted(stack, spec) + more.indent(2);
    }

    private static Resolution resolve(String... documents) {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        Sources sources = Sources.of("m.yaml", Path.of("/srv/hi"), PROD + "---\n" + String.join("---\n", documents));
        return BuiltInStacks.resolver(InstantSource.system())
                .resolve(ManifestReader.read(sources, options), Declared.NONE, ResolveContext.of(options));
    }

    private static Workload workload(String... documents) {
        Resolution resolution = resolve(documents);
        assertThat(errors(resolution)).isEmpty();
        return (Workload) resolution.resources().getLast().spec();
    }

    private static List<String> errors(Resolution resolution) {
        return resolution.problems().stream()
                .filter(problem -> problem.isError())
                .map(problem -> problem.code() + ": " + problem.message())
                .toList();
    }

    @Test
    void aContainerRunsItsImage() {
        Workload workload = workload(worker("container", "{image: a/b:1, command: [c], imagePullSecret: s}", ""));
        assertThat(workload.run().image()).contains(new ContainerImage("a/b:1", Optional.of("s")));
        assertThat(workload.cluster()).isPresent();
        Resolution twice = resolve(worker("container", "{image: a/b:1}", "tireless: {image: other}"));
        assertThat(twice.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("image-not-used"));
    }

    @Test
    void theContainersThatAStackMakesAreKept() {
        Workload workload = workload(stack("""
                        image: {repository: team, image: greet, tag: "1"}
                        workerConfig:
                          containerResourceTemplate: |
                            initContainers: [{name: fetch, image: git}]
                            container:
                              command: [greet, "{{ .ApplicationSpec.StackSpec.name }}"]
                              env: [{name: DISK, value: "{{ .NodeSelector.disk }} {{ .RunnableServiceAccount }}"}]
                              resources: {{ toJson .Tolerations }}
                        """), worker("greet", "{name: Ada}", ""));
        assertThat(workload.run().command()).containsExactly("greet", "Ada");
        assertThat(workload.run().environment()).containsEntry("DISK", "ssd runner");
        assertThat(workload.run().workingDirectory()).isEqualTo(Path.of("/"));
        assertThat(workload.cluster().orElseThrow().containers())
                .hasValueSatisfying(yaml -> assertThat(yaml)
                        .contains("initContainers: [{name: fetch, image: git}]", "\"Ada\"")
                        .contains("[{\"key\":\"gpu\",\"operator\":\"Exists\"}]"));
    }

    @Test
    void theObjectsThatAStackMakesTakeThePlaceOfPods() {
        String objects = stack("""
                workerConfig:
                  resourceTemplate: |
                    apiVersion: example.com/v1
                    kind: Greeter
                    spec: {name: "{{ .Name }}"}
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                """);
        Workload workload = workload(objects, worker("greet", "{}", ""));
        assertThat(workload.cluster().orElseThrow().hasPods()).isFalse();
        assertThat(workload.cluster().orElseThrow().objects())
                .extracting(object -> object.yaml().strip().replaceFirst("\n.*", ""))
                .hasSize(2);
        assertThat(workload.cluster().orElseThrow().objects().getFirst().yaml())
                .contains("kind: Greeter", "name: \"hi\"")
                .doesNotContain("ConfigMap");
        assertThat(workload.run().image()).isEmpty();
        assertThat(errors(resolve(objects, worker("greet", "{}", "").replace("  compute: prod\n", ""))))
                .containsExactly(
                        "stack-not-here: the stack greet:1.0 can not run on one machine: its resourceTemplate makes an object of Kubernetes");
    }

    @Test
    void whenAnObjectHasSucceededOrFailedItsStackSays() {
        Workload workload = workload(stack("""
                workerConfig:
                  resourceTemplateConfig:
                    resourceTemplate: "{apiVersion: example.com/v1, kind: Greeter}"
                    successCondition: status.state == DONE
                    failureCondition: status.state == FAILED,status.tries > 3
                """), worker("greet", "{}", ""));
        assertThat(workload.cluster().orElseThrow().objects()).singleElement().satisfies(object -> {
            assertThat(object.success()).contains("status.state == DONE");
            assertThat(object.failure()).contains("status.state == FAILED,status.tries > 3");
        });
    }

    @Test
    void whatIsNoObjectIsRefusedWithTheStack() {
        assertThat(errors(
                        resolve(stack("workerConfig: {resourceTemplate: 'kind: Greeter'}"), worker("greet", "{}", ""))))
                .containsExactly(
                        "stack-failed: the stack greet:1.0 can not make this worker run: resourceTemplate renders to no object of Kubernetes: that has `apiVersion` and `kind`");
        assertThat(errors(resolve(stack("workerConfig: {resourceTemplate: '[a'}"), worker("greet", "{}", ""))))
                .singleElement()
                .asString()
                .contains("resourceTemplate renders to a text that is no YAML: ");
    }

    @Test
    void aStackWithoutAnImageRunsInTheOneOfTheWorker() {
        String plain = stack("command: [greet]\nworkerConfig: {configFileTemplate: 'image: {{ .Image }}'}");
        Workload workload = workload(plain, worker("greet", "{}", "tireless: {image: greet:2}"));
        assertThat(workload.run().image()).contains(new ContainerImage("greet:2", Optional.empty()));
        assertThat(workload.run().command()).containsExactly("greet");
        assertThat(workload.run().provisions().configs().get("image").text()).contains("greet:2");
        assertThat(errors(resolve(plain, worker("greet", "{}", ""))))
                .singleElement()
                .asString()
                .startsWith("no-image: ");
    }

    @Test
    void whatTheImageItselfStartsIsStartedWhereTheStackSaysNothing() {
        Workload workload = workload(
                stack("workerConfig: {configFileTemplate: 'a: b'}"),
                worker("greet", "{}", "tireless: {image: greet:2}"));
        assertThat(workload.run().image()).contains(new ContainerImage("greet:2", Optional.empty(), true));
        assertThat(workload.run().command()).isEmpty();
    }

    /** Whether this machine has Bento, or what runs images, is no matter there. */
    @Test
    void bentoRunsInItsImageAsThatSays() {
        Workload workload = workload(worker("bento:4.0", "{input: {}}", ""));
        assertThat(workload.run().image().map(ContainerImage::reference)).contains(BentoSettings.DEFAULT.image());
        assertThat(workload.run().command()).startsWith("/bento");
        assertThat(workload.run().account()).isEmpty();
        assertThat(workload.probes().readiness()).isPresent();
        Workload own = workload(worker("bento:4.0", "{input: {}}", "tireless: {image: mirror/bento:1}"));
        assertThat(own.run().image().map(ContainerImage::reference)).contains("mirror/bento:1");
        assertThat(resolve(worker("bento:4.0", "{input: {}}", "")).problems()).isEmpty();
    }

    @Test
    void theCommandLineOfThisMachineStaysHere() {
        assertThat(errors(resolve(worker("dataos-ctl", "{arguments: [get]}", "tireless: {image: a}"))))
                .containsExactly(
                        "stack-not-here: the stack dataos-ctl:1.0 speaks to the server of this machine, so it can not run on a Kubernetes cluster");
    }
}
