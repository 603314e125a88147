package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Under the name of DataOS' command, on a server that runs; and what users begin with. */
class DataOsTest extends AcceptanceTest {
    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private Outcome dataos(Path link, String... arguments) {
        return sandbox.start(link, arguments).awaitOutcome();
    }

    @Test
    void aWorkerIsAppliedShownAndDeletedAsInDataos() {
        Path link = sandbox.link("dataos-ctl", Checkout.LAUNCHER);
        sandbox.file("pulse.yaml", Manifests.worker("pulse", Manifests.STEADY));
        assertThat(sandbox.call("server", "start").status()).isZero();

        Outcome applied = dataos(link, "resource", "apply", "-f", "pulse.yaml");
        assertThat(applied.status()).as(applied.said()).isZero();
        assertThat(applied.err())
                .containsPattern("(?m)^time=\"[^\"]+\" level=info msg=\"🔧 applying\\(public\\) pulse:v1beta:worker"
                        + "\\.\\.\\.created\"$");

        Outcome got = dataos(link, "-t", "worker", "-w", "public", "get", "-a");
        assertThat(got.out()).containsPattern("(?m)^  pulse \\| v1beta  \\| worker \\| public    \\| ");
        assertThat(got.err()).endsWith("msg=\"🔍 get...complete\"");

        String row = "pulse | v1beta | worker | public | active | running:1 | me";
        Outcome runtime = dataos(link, "-i", row, "get", "runtime");
        assertThat(runtime.out()).contains("READY REPLICAS COUNT", "  pulse-0   | pulse       | ");
        Outcome log = dataos(link, "-i", row, "--node", "pulse-0", "log");
        assertThat(log.out())
                .contains("  pulse-0   | pulse-0-main   |", "\n-------------------LOGS-------------------\n");

        Outcome deleted = dataos(link, "delete", "--id", "worker:v1beta:pulse:public");
        assertThat(deleted.err()).contains("🗑 deleting(public) pulse:v1beta:worker...deleted");
        assertThat(dataos(link, "delete", "--id", "worker:v1beta:pulse:public").status())
                .isEqualTo(4);
    }

    @Test
    void withoutAServerTheStepEndsInAnError() {
        Outcome get = dataos(sandbox.link("dataos-ctl", Checkout.LAUNCHER), "get");
        assertThat(get.status()).isEqualTo(5);
        assertThat(get.err()).contains("msg=\"🔍 get...error\"").endsWith("msg=\"failure getting resources\"");
    }

    @Test
    void theSpellingWorksUnderTheUsualNameToo() {
        Outcome login = sandbox.call("login");
        assertThat(login.status()).isEqualTo(2);
        assertThat(login.err()).startsWith("tireless: login: there is nothing to log in to");
    }

    @Test
    void theExampleOfAWorkerRuns() {
        String manifest = sandbox.call("example", "worker").out();
        TirelessProcess run = sandbox.run(sandbox.file("clock.yaml", manifest + "\n"));
        run.line("clock-0", "replica 0: ");
        run.line("clock-1", "replica 1: ");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
    }

    @Test
    void completionIsPrintedAndAsksInSilence() {
        assertThat(sandbox.call("completion", "bash").out()).contains("complete -F _tireless dataos-ctl");
        Outcome asked = sandbox.call("__complete", "names");
        assertThat(asked.said()).isEmpty();
        assertThat(asked.status()).isZero();
    }
}
