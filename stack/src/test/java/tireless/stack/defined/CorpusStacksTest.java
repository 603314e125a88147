package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.KubernetesParts;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;
import tireless.testing.Corpus;

/** Every Stack manifest of the corpus is accepted, and renders what it would for a Worker. */
class CorpusStacksTest {
    /** A stackSpec that the schema of each stack takes. */
    private static final Map<String, String> SPECS = Map.of(
            "bento", "input: {stdin: {}}",
            "soda", "inputs: [{dataset: \"dataos://icebase:retail/customer\", checks: []}]",
            "sodaworker", "inputs: [{dataset: \"dataos://icebase:retail/customer\", checks: []}]",
            "nilus", "{source: {address: \"dataos://a:b\"}, sink: {address: \"dataos://c:d\"}}",
            "python3", "repo: {url: \"https://example.org/x.git\", baseDir: app, syncFlags: [--ref=main]}",
            "flare-sdk",
                    "{image: a, jarFile: b, mainClass: c, driver: {coreLimit: 1000m, cores: 1, memory: 1g}, executor: {coreLimit: 1000m, cores: 1, instances: 1, memory: 1g}, inputs: [], outputs: []}");

    @Test
    void aWorkerOnEachRenders() throws IOException {
        List<Path> stacks = Corpus.files(Corpus.required()).stream()
                .filter(file -> file.getParent().endsWith("stack"))
                .toList();
        assertThat(stacks).isNotEmpty();
        for (Path stack : stacks) {
            aWorkerOnItRenders(stack);
        }
    }

    private static void aWorkerOnItRenders(Path file) throws IOException {
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        StackManifest stack = (StackManifest)
                ManifestReader.read(Sources.of("stack.yaml", Path.of("/"), Files.readString(file)), options)
                        .all()
                        .getFirst();
        DefinedStack defined = new DefinedStack(stack, InstantSource.system());
        String worker = """
                name: user
                version: v1beta
                type: worker
                worker:
                  stack: %s
                  envs: {A: b}
                  dataosVolumes: [{name: disk, directory: data}]
                  stackSpec: %s
                """.formatted(
                        defined.id(),
                        SPECS.get(stack.stack().id().name()).startsWith("{")
                                ? SPECS.get(stack.stack().id().name())
                                : "\n" + SPECS.get(stack.stack().id().name()).indent(4));
        Sources sources = Sources.of("m.yaml", Path.of("/srv"), Files.readString(file) + "\n---\n" + worker);
        ResolveContext context = ResolveContext.of(ReadOptions.of(Purpose.LINT, Map.of()));
        ManifestSet manifests = ManifestReader.read(sources, options);
        Resolution resolution =
                BuiltInStacks.resolver(InstantSource.system()).resolve(manifests, Declared.NONE, context);
        WorkerManifest user = manifests.workers().getFirst();
        assertThat(resolution.problems())
                .as(file.toString())
                .filteredOn(Problem::isError)
                .isEmpty();
        boolean launches = resolution.resources().stream().anyMatch(resource -> resource.spec() instanceof Workload);
        assertThat(launches || !defined.kubernetes(user, context).equals(KubernetesParts.NONE))
                .as(file.toString())
                .isTrue();
        assertThat(context.problems().inOrder())
                .as(file.toString())
                .filteredOn(Problem::isError)
                .isEmpty();
    }
}
