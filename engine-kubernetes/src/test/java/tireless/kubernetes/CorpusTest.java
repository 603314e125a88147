package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.kubernetes.objects.Origin;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.Translated;
import tireless.kubernetes.objects.Translation;
import tireless.kubernetes.objects.Wanted;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.source.Sources;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.ResolvedResource;
import tireless.stack.builtin.BuiltInStacks;
import tireless.testing.Corpus;

/** Every worker that DataOS' documentation shows is valid on a cluster, where its stack is declared with an image. */
@Tag("slow")
class CorpusTest {
    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("tireless")
            .withDryRun(List.of("All"))
            .build();

    static List<Path> files() {
        return Corpus.files(Corpus.required().resolve("concrete/worker"));
    }

    static List<ResolvedResource> workers() throws IOException {
        List<ResolvedResource> workers = new ArrayList<>();
        for (Path file : files()) {
            resolution(file).resources().stream()
                    .filter(resource -> resource.spec() instanceof Workload)
                    .forEach(workers::add);
        }
        return workers;
    }

    @ParameterizedTest
    @MethodSource("workers")
    void theServerTakesIt(ResolvedResource worker) {
        String namespace = TestCluster.shared().freshNamespace();
        Translated made = Translation.of(new Wanted(
                ResourceKey.worker(namespace, worker.key().name()),
                Origin.of(new Uid("corpus"), 1),
                (Workload) worker.spec(),
                1,
                Power.ON,
                Supplies.NONE));
        assertThat(made).isInstanceOf(Translated.Objects.class);
        KubernetesClient admin = TestCluster.shared().admin();
        for (HasMetadata object : ((Translated.Objects) made).objects()) {
            assertThat(admin.resource(object).inNamespace(namespace).patch(DRY_RUN))
                    .isNotNull();
        }
    }

    @Test
    void allOfThemRunThereButOneThatIsNoWorkerAtAll() throws IOException {
        List<String> left = new ArrayList<>();
        for (Path file : files()) {
            Resolution resolution = resolution(file);
            if (resolution.resources().stream().noneMatch(resource -> resource.spec() instanceof Workload)) {
                left.add(resolution.problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::code)
                        .distinct()
                        .sorted()
                        .toList()
                        .toString());
            }
        }
        assertThat(left).containsExactly("[stack-spec, unknown-attribute]");
    }

    private static Resolution resolution(Path file) throws IOException {
        String worker = Files.readString(file).replaceFirst("(?m)^  compute: .*$", "  compute: farm");
        String stacks = Files.readString(Path.of("src", "test", "resources", "corpus-stacks.yaml"));
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        return BuiltInStacks.resolver(InstantSource.system())
                .resolve(
                        ManifestReader.read(Sources.of("m.yaml", Path.of("/srv"), stacks + "---\n" + worker), options),
                        Declared.NONE,
                        ResolveContext.of(options));
    }
}
