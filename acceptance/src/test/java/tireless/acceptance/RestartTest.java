package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers come back, whatever ended them. */
class RestartTest extends AcceptanceTest {
    @Test
    void aKilledWorkerIsBackInMoments() {
        TirelessProcess run = sandbox.run(sandbox.worker("steady", Manifests.STEADY));
        long first = run.nextStart("steady-0");
        run.line("steady-0", "at work");
        Signals.send("KILL", first);
        run.event("steady-0 exited 137 ");
        long millis = Long.parseLong(
                run.event("steady-0 restarted after (\\d+) ms, pid").group(1));
        assertThat(millis).isLessThan(1000);
        run.line("steady-0", "at work");
    }

    @Test
    void aWorkerThatEndsWithStatusZeroIsRestartedToo() {
        TirelessProcess run = sandbox.run(sandbox.worker("brief", "echo done"));
        run.event("brief-0 exited 0 after");
        run.event("brief-0 restarted after \\d+ ms, pid \\d+");
        run.event("brief-0 backing off until .*: 2 early ends in a row");
        run.event("brief-0 restarted after");
    }

    @Test
    void aScriptThatFailsIsMendedUnderItsWorker() {
        Path script = sandbox.script("job", "echo broken; exit 4\n");
        Path manifest = sandbox.worker("job", "exec ./job");
        TirelessProcess run = sandbox.run(manifest);
        run.event("job-0 exited 4 after");
        run.event("backing off .*3 failures");
        replace(script, sandbox.script("job.new", "echo mended; exec sleep 1000\n"));
        run.line("job-0", "mended");
    }

    @Test
    void aCommandThatDisappearsStopsNobodyElse() throws IOException {
        Path script = sandbox.script("job", "echo at work; exec sleep 1000\n");
        Path manifest = sandbox.file(
                "two.yaml",
                Manifests.worker("losing", "x").replaceAll("shell: \\|-\n +x", "command: ./job")
                        + "---\n"
                        + Manifests.worker("steady", "while :; do echo beat; sleep 0.5; done"));
        TirelessProcess run = sandbox.run(manifest);
        run.line("losing-0", "at work");
        long pid = run.nextStart("losing-0");
        Files.delete(script);
        Signals.send("KILL", pid);
        run.event("losing-0 not started: the program .*job does not exist");
        run.line("steady-0", "beat");
        sandbox.script("job", "echo back again; exec sleep 1000\n");
        run.line("losing-0", "back again");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        assertThat(run.transcript()).doesNotContain("steady-0 restarted", "steady-0 exited");
    }

    @Test
    void noLineOfAKilledWorkerIsLost() {
        TirelessProcess run = sandbox.run(sandbox.worker("counter", "seq -f 'line %g' 2000; kill -9 $$$$"));
        run.line("counter-0", "line 2000");
        run.line("counter-0", "line 2000");
        run.line("counter-0", "line 2000");
        // What was written before anybody followed is not shown: the first attempt is left out.
        assertThat(run.transcript()
                        .lines()
                        .filter(line -> line.startsWith("counter-0"))
                        .dropWhile(line -> !line.endsWith(" 2000"))
                        .skip(1)
                        .limit(4000))
                .containsExactlyElementsOf(IntStream.range(0, 4000)
                        .mapToObj(i -> "counter-0 | line " + (i % 2000 + 1))
                        .toList());
    }

    @Test
    void whatAKilledWorkerLeftBehindIsEndedBeforeItsNextStart() {
        TirelessProcess run = sandbox.run(sandbox.worker("parent", """
                setsid -f sh -c 'echo detached $$$$; exec sleep 1000'
                exec sleep 1001"""));
        long parent = run.nextStart("parent-0");
        long left = Long.parseLong(run.line("parent-0", "detached (\\d+)").group(1));
        Signals.send("KILL", parent);
        run.event("parent-0 left 1 process behind, killed");
        run.line("parent-0", "detached \\d+");
        // A zombie has no command line: that it was killed is enough, who reaps it is the machine's affair.
        assertThat(ProcessHandle.of(left).map(Traces::commandLine).orElse("")).isEmpty();
    }

    @Test
    @Tag("slow")
    void aWorkerWithoutAHeartbeatIsRestarted() {
        Path manifest = sandbox.example("python-bot");
        sandbox.edit(manifest, "watchdog: 15s", "watchdog: 3s");
        sandbox.edit(manifest, "terminationGracePeriodSeconds: 20", "terminationGracePeriodSeconds: 1");
        TirelessProcess run = sandbox.run(manifest);
        long bot = run.nextStart("python-bot-0");
        run.event("python-bot-0 is ready");
        Signals.send("STOP", bot);
        run.event("python-bot-0 stalled, .*: restarting it");
        run.event("python-bot-0 killed");
        assertThat(run.nextStart("python-bot-0")).isNotEqualTo(bot);
        run.line("python-bot-0", "0 questions were answered before");
    }

    private static void replace(Path old, Path young) {
        try {
            Files.move(young, old, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
