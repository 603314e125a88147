package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run starts, and beside what. */
class RunTest extends AcceptanceTest {
    @Test
    void aSecondRunOfTheSameFileIsRefusedByThePidOfTheFirst() {
        Path manifest = sandbox.worker("steady", Manifests.STEADY);
        TirelessProcess first = sandbox.run(manifest);
        first.line("steady-0", "at work");
        Outcome second = sandbox.call("run", manifest.toString());
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.said()).contains("is run already, by process " + first.pid());
        assertThat(first.isAlive()).isTrue();
        first.interrupt();
        first.event("steady-0 stopped");
        assertThat(first.awaitStatus()).isZero();
        assertThat(first.transcript()).doesNotContain("exited", "restarted", "guard");
    }

    @Test
    void aLinkToTheFileIsTheSameFile() {
        Path manifest = sandbox.worker("steady", Manifests.STEADY);
        TirelessProcess first = sandbox.run(manifest);
        first.line("steady-0", "at work");
        Path link = sandbox.link("other.yaml", manifest);
        assertThat(sandbox.call("run", link.toString()).status()).isEqualTo(1);
    }

    @Test
    void theSameFileOnceMoreStartsAgain() {
        Path manifest = sandbox.worker("steady", Manifests.STEADY);
        for (String begins : new String[] {"steady accepted, revision 1, 1 replica", "steady starts again"}) {
            TirelessProcess run = sandbox.run(manifest);
            run.event(begins);
            run.line("steady-0", "at work");
            run.interrupt();
            assertThat(run.awaitStatus()).isZero();
            assertThat(run.transcript()).doesNotContain("resumed");
        }
    }

    @Test
    void runsOfDifferentFilesGoSideBySide() {
        TirelessProcess one = sandbox.run(sandbox.worker("one", Manifests.STEADY));
        TirelessProcess two = sandbox.run(sandbox.worker("two", Manifests.STEADY));
        one.line("one-0", "at work");
        two.line("two-0", "at work");
        one.interrupt();
        assertThat(one.awaitStatus()).isZero();
        assertThat(two.isAlive()).isTrue();
        two.line("two-0", "at work");
        two.interrupt();
        assertThat(two.awaitStatus()).isZero();
    }

    @Test
    void aManifestOnTheStandardInput() {
        TirelessProcess run = sandbox.start("run", "-");
        run.type(Manifests.worker("piped", Manifests.STEADY));
        run.closeInput();
        run.line("piped-0", "at work");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
    }

    @Test
    void noReplicasAreNoError() {
        TirelessProcess run = sandbox.run(replicas(0));
        run.event("many accepted, revision 1, 0 replicas");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        assertThat(run.transcript()).doesNotContain("many-0");
    }

    @Test
    void theFirstLineOfEachReplicaIsShown() {
        Path manifest = sandbox.file(
                "many.yaml",
                Manifests.worker("many", "echo at work; exec sleep 1000")
                        .replace("stack: process", "stack: process\n  replicas: 60"));
        TirelessProcess run = sandbox.run(manifest);
        for (int replica = 0; replica < 60; replica++) {
            run.line("many-" + replica, "at work");
        }
    }

    @Test
    @Tag("slow")
    void fiveHundredReplicas() {
        TirelessProcess run = sandbox.run(replicas(500));
        Duration patience = Duration.ofMinutes(3);
        for (int started = 0; started < 500; started++) {
            run.event("many-\\d+ started, pid");
        }
        run.interrupt();
        assertThat(run.awaitStatus(patience)).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void aWorkerHasNothingOfTheShellThatStartedIt() {
        sandbox.with("SECRET_OF_THE_SHELL", "leaked").with("TZ", "Asia/Tokyo");
        TirelessProcess run =
                sandbox.run(sandbox.worker("nosy", "while :; do env | sort; echo end of it; sleep 0.5; done"));
        run.line("nosy-0", "end of it");
        assertThat(run.transcript()).doesNotContain("leaked").contains("TZ=Asia/Tokyo", "DATAOS_REPLICA=0", "PATH=");
    }

    @Test
    void linesAreColouredOnATerminalOnly() {
        sandbox.with("TERM", "xterm");
        Path manifest = sandbox.worker("steady", Manifests.STEADY);
        TirelessProcess terminal = sandbox.inTerminal("run", manifest.toString());
        terminal.next("\u001b\\[\\d+msteady-0 +\\| \u001b\\[0mat work");
        terminal.type("\u0003");
        assertThat(terminal.awaitStatus()).isZero();
        TirelessProcess pipe = sandbox.run(manifest);
        pipe.line("steady-0", "at work$");
    }

    private Path replicas(int count) {
        return sandbox.file(
                "many.yaml",
                Manifests.worker("many", Manifests.STEADY)
                        .replace("stack: process", "stack: process\n  replicas: " + count));
    }
}
