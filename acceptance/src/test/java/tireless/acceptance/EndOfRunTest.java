package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run is asked to end: it ends with status 0, and nothing of it stays. */
class EndOfRunTest extends AcceptanceTest {
    /** Tells that it heard SIGTERM, and ends. */
    private static final String POLITE = """
            trap 'echo goodbye; kill $!; exit 0' TERM
            while :; do echo at work; sleep 0.5 & wait $!; done""";

    /** Goes on after SIGTERM. Its children do so, too. */
    private static final String DEAF = """
            trap '' TERM INT HUP
            while :; do echo at work; sleep 0.5; done""";

    private Path polite;

    @BeforeEach
    void writeManifest() {
        polite = sandbox.worker("polite", POLITE);
    }

    @Test
    void ctrlCLetsTheWorkerFinish() {
        TirelessProcess run = sandbox.run(polite);
        run.line("polite-0", "at work");
        run.interrupt();
        run.event("received SIGINT");
        run.line("polite-0", "goodbye");
        run.event("polite-0 stopped");
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void aSignalToTheRunAloneEndsItAsWell(String signal) {
        TirelessProcess run = sandbox.run(polite);
        run.line("polite-0", "at work");
        run.signal(signal);
        run.line("polite-0", "goodbye");
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void ctrlCInATerminal() {
        TirelessProcess terminal = sandbox.inTerminal("run", polite.toString());
        terminal.next("at work");
        terminal.type("\u0003");
        terminal.next("received SIGINT");
        terminal.next("goodbye");
        assertThat(terminal.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void closingTheTerminalEndsTheRun() {
        TirelessProcess terminal = sandbox.inTerminal("run", polite.toString());
        terminal.next("at work");
        terminal.signal("KILL");
        assertThat(terminal.awaitStatus()).isEqualTo(137);
        sandbox.assertNothingRuns();
    }

    @Test
    void aWorkerThatHearsTheClosedTerminalTooIsStillAskedPolitely() {
        Path witness = sandbox.worker("witness", """
                trap 'echo asked >%s/asked; exit 0' TERM
                while :; do echo at work; sleep 0.5 & wait $!; done""".formatted(sandbox.place()));
        TirelessProcess terminal = sandbox.inTerminal("run", witness.toString());
        terminal.next("at work");
        terminal.signal("KILL");
        terminal.awaitStatus();
        sandbox.assertNothingRuns();
        assertThat(sandbox.place().resolve("asked")).hasContent("asked");
    }

    @Test
    void aWorkerThatIgnoresSigtermIsKilledAfterItsGracePeriod() {
        TirelessProcess run = sandbox.run(sandbox.worker("deaf", DEAF));
        run.line("deaf-0", "at work");
        long before = System.nanoTime();
        run.interrupt();
        run.event("deaf-0 killed");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1900));
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void aSecondCtrlCKillsAtOnce() {
        Path manifest = sandbox.file("deaf.yaml", Manifests.worker("deaf", DEAF, "terminationGracePeriodSeconds: 600"));
        TirelessProcess run = sandbox.run(manifest);
        run.line("deaf-0", "at work");
        run.interrupt();
        run.event("deaf-0 stopping");
        awaitASecondWish();
        run.interrupt();
        run.event("killing what still runs");
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    /** Signals that come together mean one wish; a person's second Ctrl-C comes later. */
    private static void awaitASecondWish() {
        try {
            assertThat(new CountDownLatch(1).await(1, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aGrandchildInASessionOfItsOwnEndsToo() {
        Path manifest = sandbox.worker("parent", """
                setsid -f sh -c 'trap "" TERM HUP INT; while :; do echo detached; sleep 0.5; done'
                sleep 1000""");
        TirelessProcess run = sandbox.run(manifest);
        run.line("parent-0", "detached");
        assertThat(sandbox.traces().with("detached")).isNotEmpty();
        run.interrupt();
        run.event("parent-0 left \\d processe?s? behind, killed");
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void ctrlCWhileAWorkerWaitsForItsNextStart() {
        TirelessProcess run = sandbox.run(sandbox.worker("failing", "exit 3"));
        run.event("failing-0 backing off .*4 failures in a row");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
    }

    @Test
    void ctrlCWhileItStarts() {
        TirelessProcess run = sandbox.run(polite);
        run.event("polite accepted");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void aReaderThatGoesAwayDoesNotKeepItAlive() {
        Path manifest = sandbox.worker("chatty", "while :; do echo a line for nobody; sleep 0.01; done");
        TirelessProcess pipeline = sandbox.startWords(List.of(
                "sh",
                "-c",
                "exec 3>&1; { \"$0\" run \"$1\" 2>&3; echo \"status $?\" >&3; } | head -n 20",
                Checkout.LAUNCHER.toString(),
                manifest.toString()));
        pipeline.next("a line for nobody");
        pipeline.next("tireless: the output can not be written any more; the workers go on");
        assertThat(sandbox.traces().with("a line for nobody")).isNotEmpty();
        terminateTheRun();
        pipeline.next("status 0");
        assertThat(pipeline.awaitOutcome().out()).containsOnlyOnce("can not be written");
        sandbox.assertNothingRuns();
    }

    @Test
    void aReaderThatDoesNotReadDelaysTheEndByMomentsOnly() {
        Path written = sandbox.place().resolve("written");
        Path manifest = sandbox.worker(
                "chatty", "yes a line for nobody | head -c 3000000; : >" + written + "; exec sleep 1000");
        TirelessProcess pipeline = sandbox.startWords(List.of(
                "sh",
                "-c",
                "exec 3>&1; { \"$0\" run \"$1\" 2>&3; echo \"status $?\" >&3; } | sleep 1234",
                Checkout.LAUNCHER.toString(),
                manifest.toString()));
        Waiting.forFile(written);
        long before = System.nanoTime();
        terminateTheRun();
        pipeline.next(
                "tireless: the output is read too slowly or not at all, and its end was not shown; the logs are in /.*/replicas");
        pipeline.next("status 0");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        sandbox.traces().exactly("sleep 1234").forEach(ProcessHandle::destroyForcibly);
        sandbox.assertNothingRuns();
    }

    @Test
    void whatAFloodingWorkerWroteIsNotAllShownAtTheEnd() {
        Path written = sandbox.place().resolve("written");
        Path manifest = sandbox.worker("flood", """
                trap 'echo goodbye; exit 0' TERM
                yes a line | head -c 400000000
                : >%s
                while :; do sleep 0.5; done""".formatted(written));
        TirelessProcess pipeline = sandbox.startWords(List.of(
                "sh", "-c", "\"$0\" run \"$1\" | grep -v 'a line'", Checkout.LAUNCHER.toString(), manifest.toString()));
        Waiting.forFile(written);
        long before = System.nanoTime();
        terminateTheRun();
        pipeline.next("flood-0 +\\| goodbye");
        pipeline.next("tireless +\\| flood-0: [\\d.]+ MB before its last lines are not shown; all is in /.*/flood/0");
        assertThat(pipeline.awaitStatus()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        sandbox.assertNothingRuns();
    }

    private void terminateTheRun() {
        sandbox.traces().with("tireless.cli.Main run").forEach(jvm -> Signals.send("TERM", jvm.pid()));
    }
}
