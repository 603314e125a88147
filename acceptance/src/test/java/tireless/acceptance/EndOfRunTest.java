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
                "sh", "-c", "\"$0\" run \"$1\" | head -n 20", Checkout.LAUNCHER.toString(), manifest.toString()));
        pipeline.next("a line for nobody");
        List<ProcessHandle> readers = sandbox.traces().exactly("head -n 20");
        readers.forEach(
                reader -> reader.onExit().orTimeout(45, TimeUnit.SECONDS).join());
        sandbox.traces().with("tireless.cli.Main run").forEach(jvm -> Signals.send("TERM", jvm.pid()));
        assertThat(pipeline.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }
}
