package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the run itself, or of its guard. */
class KilledRunTest extends AcceptanceTest {
    private Path manifest;

    @BeforeEach
    void writeManifest() {
        manifest = sandbox.worker("steady", Manifests.STEADY);
    }

    @Test
    void killingTheRunEndsItsWorkersAndTheNextRunWorks() {
        TirelessProcess first = sandbox.run(manifest);
        first.line("steady-0", "at work");
        first.signal("KILL");
        assertThat(first.awaitStatus()).isEqualTo(137);
        sandbox.assertNothingRuns();
        assertTheNextRunWorks();
    }

    @Test
    void aKilledGuardIsReplacedAndTheNewOneGuards() {
        TirelessProcess run = sandbox.run(manifest);
        run.line("steady-0", "at work");
        Signals.send("KILL", guard().pid());
        long next = Long.parseLong(run.event("guard of this run was killed; a new one is pid (\\d+)")
                .group(1));
        assertThat(guard().pid()).isEqualTo(next);
        run.signal("KILL");
        run.awaitStatus();
        sandbox.assertNothingRuns();
        assertTheNextRunWorks();
    }

    @Test
    void killingRunAndGuardAtOnceLeavesTheWorkersToTheNextRun() {
        TirelessProcess run = sandbox.run(manifest);
        long old = run.nextStart("steady-0");
        run.line("steady-0", "at work");
        long guard = guard().pid();
        Signals.send("STOP", run.pid());
        Signals.send("KILL", guard);
        Signals.send("KILL", run.pid());
        run.awaitStatus();
        assertThat(ProcessHandle.of(old).filter(ProcessHandle::isAlive)).isPresent();
        assertTheNextRunWorks();
        // A zombie has no command line; who reaps it is the machine's affair.
        assertThat(ProcessHandle.of(old).map(Traces::commandLine).orElse("")).isEmpty();
    }

    @Test
    void aNewRunWaitsForTheEndOfWhatAKilledOneLeft() {
        TirelessProcess next = runWhileLeftoversEnd();
        next.event("waiting until what an earlier run left has ended");
        long old = Long.parseLong(next.line("deaf-0", "process (\\d+)").group(1));
        assertThat(old).isEqualTo(next.nextStart("deaf-0"));
        Outcome third = sandbox.call("run", sandbox.place().resolve("deaf.yaml").toString());
        assertThat(third.said()).contains("is run already, by process " + next.pid());
    }

    @Test
    void ctrlCEndsARunThatWaitsForLeftovers() {
        TirelessProcess next = runWhileLeftoversEnd();
        next.event("waiting until what an earlier run left has ended");
        next.interrupt();
        assertThat(next.awaitStatus()).isEqualTo(130);
        assertThat(next.transcript()).doesNotContain("deaf-0");
    }

    /** The second run of a worker that ignores SIGTERM: the first was killed, and its guard waits out the grace period. */
    private TirelessProcess runWhileLeftoversEnd() {
        Path asked = sandbox.place().resolve("asked");
        String shell = """
                trap ': >%s' TERM
                echo "process $$$$"
                while :; do sleep 0.5; done""".formatted(asked);
        Path deaf = sandbox.file("deaf.yaml", Manifests.worker("deaf", shell, "terminationGracePeriodSeconds: 6"));
        TirelessProcess first = sandbox.run(deaf);
        first.line("deaf-0", "process");
        first.signal("KILL");
        first.awaitStatus();
        Waiting.forFile(asked);
        return sandbox.run(deaf);
    }

    @Test
    void aGuardThatComesAfterTheNextRunLeavesItAlone() throws IOException {
        TirelessProcess first = sandbox.run(manifest);
        first.line("steady-0", "at work");
        ProcessHandle guard = guard();
        Signals.send("STOP", guard.pid());
        first.signal("KILL");
        first.awaitStatus();
        TirelessProcess next = sandbox.run(manifest);
        next.line("steady-0", "at work");
        Signals.send("CONT", guard.pid());
        guard.onExit().orTimeout(45, TimeUnit.SECONDS).join();
        next.line("steady-0", "at work");
        next.interrupt();
        assertThat(next.awaitStatus()).isZero();
        assertThat(next.transcript()).doesNotContain("restarted");
        try (Stream<Path> files = Files.walk(sandbox.home())) {
            assertThat(files.filter(file -> file.endsWith("guard.log")).toList())
                    .singleElement()
                    .satisfies(log -> assertThat(log).isEmptyFile());
        }
    }

    /** Each time a little later, from the first instructions of the launcher to the first lines of the worker. */
    @RepeatedTest(6)
    void killingItWhileItStarts(RepetitionInfo repetition) {
        TirelessProcess run = sandbox.run(manifest);
        switch (repetition.getCurrentRepetition()) {
            case 1 -> {}
            case 2 -> Waiting.forFile(sandbox.home());
            case 3 -> Waiting.forFile(sandbox.home().resolve("run"));
            case 4 -> run.event("accepted");
            case 5 -> run.event("started");
            default -> run.line("steady-0", "at work");
        }
        run.signal("KILL");
        run.awaitStatus();
        sandbox.assertNothingRuns();
        assertTheNextRunWorks();
    }

    private ProcessHandle guard() {
        // The kernel shows a command line a moment after the program was started.
        Waiting.until(
                sandbox.home(), () -> !sandbox.traces().with("tireless-guard").isEmpty());
        List<ProcessHandle> guards = sandbox.traces().with("tireless-guard");
        assertThat(guards).hasSize(1);
        return guards.getFirst();
    }

    private void assertTheNextRunWorks() {
        TirelessProcess next = sandbox.run(manifest);
        next.line("steady-0", "at work");
        next.interrupt();
        assertThat(next.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }
}
