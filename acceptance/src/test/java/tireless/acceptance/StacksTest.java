package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers on stacks, from the manifest to what they do. */
class StacksTest extends AcceptanceTest {
    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private String log(String worker) {
        return sandbox.call("logs", worker, "-l", "100").out();
    }

    @Test
    void aStackOfOnesOwnRunsItsWorkerAndAnEditRollsIt() {
        Path folder = sandbox.example("own-stack").getParent();
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", folder.toString());
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

    @ParameterizedTest
    @MethodSource("tireless.acceptance.Bento#engines")
    void bentoIsReadyWhileItIsConnectedAndReportsWhatItCounts(String engine) {
        Bento.install(engine, sandbox);
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
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", "users.yaml");
        Waiting.until(sandbox.home(), () -> sandbox.replica("users").state().ready());
        Waiting.until(sandbox.home(), () -> processed() > 5);
        if (Bento.isStandIn(engine)) {
            assertThat(sandbox.replica("users").throughput().errors()).hasValue(1);
            assertThat(sandbox.replica("users").throughput().backlog()).hasValue(4);
            sandbox.file("disconnected", "");
            Waiting.until(
                    sandbox.home(), () -> !sandbox.replica("users").state().ready());
        }
    }

    private long processed() {
        OptionalLong processed = sandbox.replica("users").throughput().processed();
        return processed.orElse(0);
    }
}
