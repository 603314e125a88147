package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/** What every driver promises of probes: they run as the worker does, and whatever they do, it harms nothing. */
public abstract class ProbeContract extends RuntimeFixture {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String SECRET = "s3cr3t-of-the-worker";

    private @Nullable RunSpec worker;

    private void startWorker() {
        startWorker(run(Map.of("GREETING", "hello", "PASSWORD", SECRET), "/bin/sleep", "1000"));
    }

    private void startWorker(RunSpec run) {
        worker = run;
        assertThat(start(1, run)).isInstanceOf(StartResult.Started.class);
    }

    private ProbeResult probe(Duration timeout, String... command) {
        RunSpec run = worker == null ? run("true") : worker;
        return driver.probe(new ProbeRequest(attempt(1), run, List.of(command), timeout));
    }

    private ProbeResult sh(Duration timeout, String script) {
        return probe(timeout, "/bin/sh", "-c", script);
    }

    private String output(String script) {
        ProbeResult result = sh(LONG, script + "; exit 3");
        assertThat(result).isInstanceOf(ProbeResult.Failed.class);
        return ((ProbeResult.Failed) result).output();
    }

    @Test
    void itPassesWithTheExitStatusZeroAlone() {
        startWorker();
        assertThat(probe(LONG, "true")).isEqualTo(new ProbeResult.Passed());
        assertThat(sh(LONG, "echo not well >&2; exit 7")).isEqualTo(new ProbeResult.Failed(7, "not well"));
        assertThat(sh(LONG, "kill -9 $$")).isEqualTo(new ProbeResult.Failed(128 + Signal.KILL, ""));
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    @Test
    void itRunsWhereTheWorkerRunsAndKnowsWhatTheWorkerKnows() {
        startWorker();
        assertThat(output("pwd -P")).isEqualTo(folder.toString());
        assertThat(output("echo $GREETING $PATH")).isEqualTo("hello " + BASE.get("PATH"));
        assertThat(output("read -r x; echo \"[$x]\"; readlink /proc/self/fd/0; umask"))
                .isEqualTo("[] /dev/null 0022");
        assertThat(output("ls /proc/self/fd")).isEqualTo("0 1 2 3");
        assertThat(output("echo \"[$NOTIFY_SOCKET]\"")).isEqualTo("[]");
        assertThat(output("read -r _ _ _ _ group session tty _ </proc/self/stat; [ $group = $session ] && echo $tty"))
                .isEqualTo("0");
    }

    @Test
    void itKnowsTheSameUnderADriverThatDidNotStartTheWorker() throws IOException {
        startWorker();
        reopen();
        driver.recover();
        assertThat(output("pwd -P; echo $GREETING")).isEqualTo(folder + " hello");
    }

    @Test
    void noValueOfTheEnvironmentIsOnACommandLineOrInAnOutput() {
        startWorker();
        assertThat(output("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -c " + SECRET.substring(1, 6)
                        + "'[-]of'"))
                .isEqualTo("0");
        assertThat(output("echo Password $PASSWORD")).isEqualTo("Password $PASSWORD");
    }

    @Test
    void whatCanNotBeRunIsSaidWithWhatToDo() {
        startWorker();
        ProbeResult result = probe(LONG, "no-such-program");
        assertThat(result).isInstanceOf(ProbeResult.NotRun.class);
        assertThat(((ProbeResult.NotRun) result).cause()).contains("no-such-program", "install");
    }

    @Test
    void ofMuchOutputTheEndIsKept() {
        startWorker();
        ProbeResult passed = sh(LONG, "head -c 3000000 /dev/zero | tr '\\0' x");
        assertThat(passed).isEqualTo(new ProbeResult.Passed());
        assertThat(output("seq 1 100000")).endsWith(" 99999 100000").hasSizeLessThan(1000);
    }

    @Test
    void oneThatHangsIsKilledWithAllThatItHasBegun() throws IOException {
        startWorker();
        Path pids = folder.resolve("pids");
        // Long enough to have begun all of it on a machine that is busy.
        Duration timeout = Duration.ofSeconds(4);
        ProbeResult result = sh(
                timeout,
                "trap '' TERM HUP INT; echo waiting; sleep 1066 & setsid sleep 1066 & echo $$ $! >" + pids
                        + "; setsid sh -c 'echo $$ >>" + pids + "; exec sleep 1066' & wait");
        assertThat(result).isEqualTo(new ProbeResult.TimedOut(timeout, "waiting"));
        for (String pid : Files.readString(pids).strip().split("\\s+", -1)) {
            assertThat(isRunning(Long.parseLong(pid))).isFalse();
        }
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    @Test
    void oneThatFloodsItsOutputIsKilledAtItsTime() {
        startWorker();
        assertThat(probe(SHORT, "yes")).isInstanceOf(ProbeResult.TimedOut.class);
    }

    @Test
    void whatItLeavesBehindIsKilledThoughItPassed() throws IOException {
        startWorker();
        Path pids = folder.resolve("pids");
        assertThat(sh(
                        LONG,
                        "setsid sh -c 'echo $$ >" + pids + "; exec sleep 1066' & until [ -s " + pids
                                + " ]; do :; done"))
                .isEqualTo(new ProbeResult.Passed());
        assertThat(isRunning(Long.parseLong(Files.readString(pids).strip()))).isFalse();
    }

    @Test
    void itEndsWithTheAttemptAndIsNothingThatTheWorkerLeft() throws Exception {
        startWorker();
        Path pid = fifo();
        CompletableFuture<ProbeResult> result =
                CompletableFuture.supplyAsync(() -> sh(LONG, "echo $$ >" + pid + "; exec sleep 1066"));
        long probe = Long.parseLong(Files.readString(pid).strip());
        driver.kill(attempt(1));
        Verdict.Dead dead = awaitEnd(1);
        assertThat(dead.exit()).isEqualTo(new Exit.Killed(Signal.KILL));
        assertThat(dead.leftovers()).isZero();
        assertThat(isRunning(probe)).isFalse();
        assertThat(result.join()).isInstanceOf(ProbeResult.Unclear.class);
    }

    @Test
    void aWorkerThatEndsByItselfTakesItAlong() throws Exception {
        Path gate = fifo();
        startWorker(run("/bin/sh", "-c", "read -r _ <" + gate));
        CompletableFuture<ProbeResult> result =
                CompletableFuture.supplyAsync(() -> sh(LONG, "echo >" + gate + "; trap '' TERM; sleep 1066"));
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(0), 0));
        assertThat(result.join()).isInstanceOf(ProbeResult.Unclear.class);
    }

    @Test
    void besideTheDeadNothingIsRun() {
        shell(1, "exit 0");
        awaitEnd(1);
        Path mark = folder.resolve("mark");
        assertThat(sh(LONG, "echo >" + mark)).isInstanceOf(ProbeResult.Unclear.class);
        assertThat(mark).doesNotExist();
    }

    @Test
    void aDriverThatIsClosedLeavesNoProbe() throws Exception {
        startWorker();
        Path pid = fifo();
        CompletableFuture<ProbeResult> result =
                CompletableFuture.supplyAsync(() -> sh(LONG, "echo $$ >" + pid + "; exec sleep 1066"));
        long probe = Long.parseLong(Files.readString(pid).strip());
        driver.close();
        assertThat(isRunning(probe)).isFalse();
        assertThat(result.join()).isInstanceOf(ProbeResult.Unclear.class);
        openDriver();
    }

    @Test
    void theNextDriverEndsWhatNobodyWaitsForAnyMore() throws Exception {
        startWorker();
        // As if the driver that began it had been killed.
        ProcessBuilder builder = new ProcessBuilder("setsid", "-w", "sh", "-c", "sleep 1066 & wait");
        builder.environment().put("TIRELESS_PROBE", output("echo $TIRELESS_PROBE"));
        Process stray = builder.start();
        reopen();
        driver.recover();
        assertThat(stray.waitFor()).isEqualTo(128 + Signal.KILL);
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    private Path fifo() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }
}
