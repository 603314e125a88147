package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.client.ApiClient;

/** Workers on stacks, from the manifest to what they do. */
class StacksTest extends AcceptanceTest {
    /** With this name in it, a program of the PATH is meant. */
    private static final String STAND_IN = "stand-in";

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private void succeeds(String... arguments) {
        Outcome outcome = sandbox.call(arguments);
        assertThat(outcome.status()).as(outcome.said()).isZero();
    }

    private ReplicaView replica(String worker) {
        return ApiClient.of(sandbox.home())
                .resource(new ResourceRef("worker", "public", worker))
                .observed()
                .getFirst();
    }

    private String log(String worker) {
        return sandbox.call("logs", worker, "-l", "100").out();
    }

    @Test
    void aStackOfOnesOwnRunsItsWorkerAndAnEditRollsIt() {
        Path folder = sandbox.example("own-stack").getParent();
        succeeds("server", "start");
        succeeds("apply", "--yes", "-f", folder.toString());
        Waiting.until(sandbox.home(), () -> log("visits").contains("visits so far 2"));
        sandbox.edit(folder.resolve("stack.yaml"), "statements every", "statements, each");
        Outcome edited = sandbox.call(
                "apply", "--yes", "-f", folder.resolve("stack.yaml").toString());
        assertThat(edited.out()).contains("~ worker public/visits: run.configs.run.py: ");
        Waiting.until(sandbox.home(), () -> log("visits").contains("statements, each"));
        sandbox.edit(folder.resolve("worker.yaml"), "everySeconds: 2", "everySeconds: often");
        Outcome wrong = sandbox.call(
                "apply", "--yes", "-f", folder.resolve("worker.yaml").toString());
        assertThat(wrong.status()).isEqualTo(3);
        assertThat(wrong.err()).contains("`stackSpec.everySeconds`: string found, integer expected");
    }

    @Test
    void whatIsRenderedIsWhatRuns() {
        Path folder = sandbox.example("own-stack").getParent();
        Outcome rendered = sandbox.call("stack", "render", "-f", folder.toString());
        assertThat(rendered.status()).as(rendered.said()).isZero();
        assertThat(rendered.out())
                .contains(
                        "stack: sql-timer:1.0\n",
                        "- /etc/dataos/config/run.py\n",
                        "  run.py: |\n",
                        "visits: %d statements");
    }

    /** The stand-in, and a real one where the PATH has it. */
    static Stream<String> engines() {
        List<String> engines = new ArrayList<>(List.of(STAND_IN));
        Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "bento"))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(real -> engines.add(real.toString()));
        return engines.stream();
    }

    private void bento(String engine) throws IOException {
        Path programs = sandbox.folder("programs");
        if (!engine.equals(STAND_IN)) {
            Files.createSymbolicLink(programs.resolve("bento"), Path.of(engine));
        } else {
            try (InputStream script = StacksTest.class.getResourceAsStream("bento-stand-in.py")) {
                Files.copy(Objects.requireNonNull(script), programs.resolve("bento"));
            }
            assertThat(programs.resolve("bento").toFile().setExecutable(true)).isTrue();
        }
        sandbox.with("PATH", programs + ":" + System.getenv("PATH"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void bentoIsReadyWhileItIsConnectedAndReportsWhatItCounts(String engine) throws IOException {
        bento(engine);
        Path disconnected = sandbox.place().resolve("disconnected");
        sandbox.file("users.yaml", """
                name: users
                version: v1beta
                type: worker
                worker:
                  stack: bento-worker:3.0
                  envs: {STAND_IN_DISCONNECTED: %s}
                  stackSpec:
                    input:
                      generate:
                        mapping: root = {"id":counter()}
                        interval: 100ms
                    output:
                      drop: {}
                """.formatted(disconnected));
        succeeds("server", "start");
        succeeds("apply", "--yes", "-f", "users.yaml");
        Waiting.until(sandbox.home(), () -> replica("users").state().ready());
        Waiting.until(sandbox.home(), () -> processed() > 5);
        if (engine.equals(STAND_IN)) {
            assertThat(replica("users").throughput().errors()).hasValue(1);
            assertThat(replica("users").throughput().backlog()).hasValue(4);
            sandbox.file("disconnected", "");
            Waiting.until(sandbox.home(), () -> !replica("users").state().ready());
        }
    }

    private long processed() {
        OptionalLong processed = replica("users").throughput().processed();
        return processed.orElse(0);
    }
}
