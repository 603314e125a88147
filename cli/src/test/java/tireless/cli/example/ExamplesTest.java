package tireless.cli.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.cli.target.CanonicalVersion;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.kind.Manifest;
import tireless.manifest.schema.ManifestSchema;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

class ExamplesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "DATABASE_PASSWORD", "1234", "QUEUE_TOKEN", "5678");

    static List<ResourceType> kinds() {
        return Examples.KINDS;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anExampleIsSound(ResourceType kind) {
        ReadOptions options = new ReadOptions(
                ENVIRONMENT, false, true, Purpose.LINT, new WorkspaceChoice(Optional.empty(), "public"));
        Sources sources = Sources.of(kind.keyword() + ".yaml", Path.of("").toAbsolutePath(), Examples.of(kind));
        ManifestSet manifests = ManifestReader.read(sources, options);
        Resolution resolution = BuiltInStacks.resolver(InstantSource.system())
                .resolve(manifests, Declared.NONE, ResolveContext.of(options));

        assertThat(resolution.problems())
                .filteredOn(problem -> !isOfThisBuild(problem))
                .isEmpty();
        assertThat(manifests.all()).singleElement().satisfies(manifest -> {
            assertThat(manifest.meta().type()).isEqualTo(kind);
            assertThat(version(manifest)).isEqualTo(CanonicalVersion.of(kind));
        });
    }

    @Test
    void theKindsAreThoseThatHaveASchema() {
        assertThat(ManifestSchema.types()).containsExactlyInAnyOrderElementsOf(Examples.KINDS);
    }

    /** What this build lacks, and what this machine may lack, is no fault of the example. */
    private static boolean isOfThisBuild(Problem problem) {
        return !problem.isError() && problem.code().equals("not-yet");
    }

    private static String version(Manifest manifest) {
        return manifest.meta().version();
    }

    @ParameterizedTest
    @EnumSource(
            value = ResourceType.class,
            names = {"DEPOT", "BUNDLE", "MONITOR"})
    void whatIsNotRunHereHasNone(ResourceType kind) {
        assertThatThrownBy(() -> Examples.of(kind))
                .isInstanceOf(TirelessException.class)
                .hasMessageStartingWith(
                        "there is no example of a " + kind.keyword() + "; there are: worker, service, ");
    }
}
