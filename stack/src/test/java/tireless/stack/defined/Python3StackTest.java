package tireless.stack.defined;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** The rendered script, run as a worker's process would be. */
@Tag("slow")
class Python3StackTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeApplication() throws IOException {
        Path app = Files.createDirectories(folder.resolve("repo/app"));
        Files.writeString(
                app.resolve("main.py"),
                "import os, sys\nprint('from', os.path.basename(os.getcwd()), sys.prefix != sys.base_prefix)\n");
        Files.writeString(app.resolve("requirements.txt"), "");
    }

    /** What a run left. */
    private record Outcome(int status, String out) {}

    private Resolution resolve(String url, String... flags) {
        String manifest = """
                name: snake
                version: v1beta
                type: worker
                worker:
                  stack: python3:1.0
                  stackSpec:
                    repo:
                      url: %s
                      baseDir: app
                      syncFlags: [%s]
                """.formatted(url, String.join(", ", flags));
        ReadOptions options = ReadOptions.of(Purpose.APPLY, Map.of());
        return BuiltInStacks.resolver(InstantSource.system())
                .resolve(
                        ManifestReader.read(Sources.of("m.yaml", folder, manifest), options),
                        Declared.NONE,
                        ResolveContext.of(options));
    }

    private Outcome run(String url, String... flags) throws IOException, InterruptedException {
        return run(Map.of(), url, flags);
    }

    /** @param more variables that win over those of the manifest */
    private Outcome run(Map<String, String> more, String url, String... flags)
            throws IOException, InterruptedException {
        Resolution resolution = resolve(url, flags);
        assertThat(resolution.problems()).isEmpty();
        RunSpec spec = ((Workload) resolution.resources().getFirst().spec()).run();
        assertThat(spec.command()).containsExactly("/bin/sh", "/etc/dataos/config/start.sh");
        assertThat(spec.stop().wholeGroup()).isTrue();
        Path script = Files.writeString(
                folder.resolve("start.sh"),
                spec.provisions().configs().get("start.sh").text().orElseThrow());
        ProcessBuilder process = new ProcessBuilder("/bin/sh", script.toString()).directory(folder.toFile());
        process.environment().putAll(spec.environment());
        process.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        process.environment().putAll(more);
        process.redirectErrorStream(true);
        Process running = process.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Outcome(running.exitValue(), out);
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-C",
                folder.resolve("repo").toString(),
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "-c",
                "init.defaultBranch=main"));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    @Test
    void aProgramInAFolderRunsInAnEnvironmentOfItsOwnThatIsMadeOnce() throws IOException, InterruptedException {
        Outcome first = run("repo");
        assertThat(first.out()).isEqualTo("python3: installing requirements.txt\nfrom app True\n");
        assertThat(run("repo").out()).isEqualTo("from app True\n");
        Files.writeString(folder.resolve("repo/app/requirements.txt"), "# nothing\n");
        assertThat(run("repo").out()).startsWith("python3: installing requirements.txt\n");
    }

    @Test
    void aRepositoryIsFetchedAtEachStartAndItsLastCopyIsUsedWhenItIsGone() throws IOException, InterruptedException {
        git("init", "-q");
        git("add", ".");
        git("commit", "-q", "-m", "one");
        git("branch", "old");
        String url = "file://" + folder.resolve("repo");
        assertThat(run(url, "--ref=main").out()).endsWith("True\n");
        Files.writeString(folder.resolve("repo/app/main.py"), "print('new')\n");
        git("commit", "-qam", "two");
        assertThat(run(url, "--ref=main").out()).isEqualTo("new\n");
        Files.move(folder.resolve("repo"), folder.resolve("gone"));
        Outcome without = run(url, "--ref=main");
        assertThat(without.out())
                .contains("cannot fetch main of " + url + ", so what was fetched before is used: '")
                .endsWith("new\n");
        Outcome never = run(url, "--ref=old");
        assertThat(never.status()).isEqualTo(1);
        assertThat(never.out())
                .containsPattern(
                        "python3: cannot fetch old of .*, and it was never fetched before: '.*' does not appear to be a git repository\n$")
                .doesNotContain("is used");
        Files.move(folder.resolve("gone"), folder.resolve("repo"));
        assertThat(run(url, "--ref=old").out()).endsWith("from app True\n");
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() throws IOException, InterruptedException {
        assertThat(run("nothing").out()).isEqualTo("python3: there is no folder nothing\n");
        Files.delete(folder.resolve("repo/app/requirements.txt"));
        assertThat(run("repo").out())
                .isEqualTo("python3: there is no requirements.txt in app of repo; it may be empty\n");
        Files.delete(folder.resolve("repo/app/main.py"));
        assertThat(run("repo").out()).isEqualTo("python3: there is no main.py in app of repo\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'--upload-pack=touch written ://'| --ref=main         | 8:7",
                "'ext::touch written ://'         | --ref=main         | 8:7",
                "'ssh://[::1]/x'                  | '--ref=--upload-pack=touch written'  | 10:19",
                "'a@b:c'                          | '--branch=-u'      | 10:19",
            })
    void whatGitWouldTakeForAnOptionOrACommandIsRefusedWithItsPlace(String url, String flag, String place) {
        assertThat(resolve("'" + url + "'", "'" + flag + "'").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.location().line() + ":"
                                    + problem.location().column())
                            .isEqualTo(place);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'--upload-pack=touch written ://' | HEAD",
                "'ext::touch written ://'          | HEAD",
                "'file:///nowhere/repo'         | '--upload-pack=touch written; false'"
            })
    void noCommandIsRunThatAnAddressOrAReferenceNames(String url, String ref) throws IOException, InterruptedException {
        Map<String, String> more = Map.of(
                "PYTHON3_URL", url,
                "PYTHON3_REF", ref,
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "protocol.ext.allow",
                "GIT_CONFIG_VALUE_0", "always");
        assertThat(run(more, "repo").status()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.endsWith("written"))).isEmpty();
        }
    }
}
