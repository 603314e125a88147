package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.stack.Declared;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.builtin.BuiltInStacks;

/** What a worker on the stack {@code python3} may say of where its program is. */
class RepositoriesTest {
    private static String manifest(String url, String baseDir) {
        return """
                name: snake
                version: v1beta
                type: worker
                worker:
                  stack: python3:1.0
                  stackSpec:
                    repo:
                      url: '%s'
                      baseDir: '%s'
                """.formatted(url, baseDir);
    }

    private static Resolution resolve(String manifest, Map<String, String> variables) {
        ReadOptions options = ReadOptions.of(Purpose.LINT, variables);
        return BuiltInStacks.resolver(InstantSource.system())
                .resolve(
                        ManifestReader.read(Sources.of("m.yaml", Path.of("/srv"), manifest), options),
                        Declared.NONE,
                        ResolveContext.of(options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:zq7pwInUrl@127.0.0.1:9/x.git",
                "http://zq7pwInUrl@host/x.git",
                "HTTPS://u:zq7pwInUrl@host/x.git",
                "ssh://u:zq7pwInUrl@host/x.git",
                "https://u:${PW}@host/x.git",
            })
    void aPasswordInTheUrlIsRefusedAtItsLineAndNotShown(String url) {
        String manifest = manifest(url, "app");
        Resolution resolution = resolve(manifest, Map.of("PW", "zq7pwInUrl"));
        assertThat(resolution.resources()).isEmpty();
        assertThat(resolution.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.code()).isEqualTo("password-in-url");
            assertThat(problem.location().line()).isEqualTo(8);
            assertThat(problem.hint().orElseThrow()).contains("GITSYNC_PASSWORD");
        });
        String said = new ProblemPrinter(List.of(new SourceText("m.yaml", Path.of("/srv"), manifest)), false)
                .print(resolution.problems());
        assertThat(said).contains("8 |").doesNotContain("zq7pwInUrl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/x.git",
                "ssh://git@host/x.git",
                "git@host:team/x.git",
                "/srv/app",
                "https://host:8443/x"
            })
    void othersAreNot(String url) {
        assertThat(resolve(manifest(url, "app"), Map.of()).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "../../.., true",
        "a/../../b, true",
        "/../b, true",
        "., false",
        "a/../b, false",
        "a/..b, false",
        "/app, false"
    })
    void theBaseDirStaysInWhatTheUrlNames(String baseDir, boolean refused) {
        assertThat(resolve(manifest("/srv/app", baseDir), Map.of()).problems())
                .hasSize(refused ? 1 : 0)
                .allSatisfy(problem -> {
                    assertThat(problem.location().line()).isEqualTo(9);
                    assertThat(problem.message()).contains("leaves what the `url` names");
                });
    }

    @Test
    void aSchemaErrorIsSaidBesideIt() {
        assertThat(resolve(manifest("https://u:p@host/x", "app") + "      more: 1\n", Map.of())
                        .problems())
                .hasSize(2);
    }
}
