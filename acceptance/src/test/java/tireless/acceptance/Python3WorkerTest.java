package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers of the stack {@code python3} whose repository changes, goes, and comes back. */
@Tag("slow")
class Python3WorkerTest extends AcceptanceTest {
    /** A package as pip installs it, without any network. */
    private static final String WHEEL = """
            import zipfile
            with zipfile.ZipFile("repository/app/roman-1.0-py3-none-any.whl", "w") as wheel:
                wheel.writestr("roman.py", "")
                wheel.writestr("roman-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: roman\\nVersion: 1.0\\n")
                wheel.writestr("roman-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                wheel.writestr("roman-1.0.dist-info/RECORD", "")
            """;

    private Path repository;

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
        // The links of an environment lead out of the sandbox.
        sandbox.startWords(List.of("rm", "-rf", cache().toString())).awaitStatus();
    }

    private static Outcome succeeded(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return outcome;
    }

    private void git(String... words) {
        Stream<String> head =
                Stream.of("git", "-C", repository.toString(), "-c", "user.name=me", "-c", "user.email=me@localhost");
        succeeded(sandbox.startWords(Stream.concat(head, Stream.of(words)).toList())
                .awaitOutcome());
    }

    private void commit(String name) {
        sandbox.file("repository/app/main.py", """
                import time
                from importlib.util import find_spec
                print("%s, roman:", bool(find_spec("roman")))
                time.sleep(1000)
                """.formatted(name));
        git("add", ".");
        git("commit", "-qm", name);
    }

    private void awaitLine(String line) {
        Waiting.until(sandbox.home(), () -> log().contains(line));
    }

    private String log() {
        return sandbox.call("logs", "snake", "-l", "100").out();
    }

    private long venvs() throws IOException {
        try (Stream<Path> all = Files.list(cache().resolve("venv"))) {
            return all.filter(Files::isDirectory).count();
        }
    }

    private Path cache() {
        return sandbox.place().resolve("h/.cache/tireless/python3");
    }

    @Test
    void theEnvironmentIsMadeOnceForWhatIsRequiredAndTheLastCopyServesWhileTheRepositoryIsGone() throws IOException {
        sandbox.needs(
                "python3 with its module venv, and git",
                "sh",
                "-c",
                "python3 -c 'import ensurepip, venv' && git --version");
        sandbox.folder("repository/app");
        repository = sandbox.place().resolve("repository");
        sandbox.file("repository/app/requirements.txt", "");
        git("init", "-q");
        commit("first");
        sandbox.file("snake.yaml", """
                name: snake
                version: v1beta
                type: worker
                worker:
                  stack: python3:1.0
                  stackSpec:
                    repo: {url: "file://%s", baseDir: app}
                  tireless:
                    terminationGracePeriodSeconds: 1
                    restart: {initial: 250ms, max: 1s}
                """.formatted(repository));
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "-f", "snake.yaml");
        awaitLine("first, roman: False");
        assertThat(log()).containsOnlyOnce("installing requirements.txt");
        assertThat(venvs()).isEqualTo(1);

        commit("second");
        sandbox.succeeds("restart", "snake");
        awaitLine("second, roman: False");
        assertThat(log()).containsOnlyOnce("installing requirements.txt");

        succeeded(sandbox.startWords(List.of("python3", "-c", WHEEL)).awaitOutcome());
        sandbox.file("repository/app/requirements.txt", "./roman-1.0-py3-none-any.whl\n");
        commit("third");
        sandbox.succeeds("restart", "snake");
        awaitLine("third, roman: True");
        assertThat(venvs()).isEqualTo(2);

        Path gone = sandbox.place().resolve("gone");
        Files.move(repository, gone);
        sandbox.succeeds("restart", "snake");
        awaitLine("so what was fetched before is used");
        Waiting.until(sandbox.home(), () -> log().split("third, roman: True", -1).length == 3);

        sandbox.succeeds("stop", "snake");
        Waiting.until(sandbox.home(), () -> sandbox.traces().with("main.py").isEmpty());
        succeeded(sandbox.startWords(List.of("rm", "-r", cache().resolve("git").toString()))
                .awaitOutcome());
        sandbox.succeeds("resume", "snake");
        String never = "cannot fetch HEAD of file://" + repository + ", and it was never fetched before";
        Waiting.until(
                sandbox.home(),
                () -> sandbox.succeeds("describe", "snake")
                        .out()
                        .lines()
                        .anyMatch(line -> line.startsWith("  because ") && line.contains(never)));
        Files.move(gone, repository);
        Waiting.until(sandbox.home(), () -> log().split("third, roman: True", -1).length == 4);
        assertThat(venvs()).isEqualTo(2);
    }
}
