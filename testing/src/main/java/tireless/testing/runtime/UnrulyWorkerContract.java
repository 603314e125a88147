package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.StopPolicy;
import tireless.runtime.Recovered;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/** What every driver promises whatever a worker does to itself, or others do to it: it is never lost, and nothing outlives a stop. */
public abstract class UnrulyWorkerContract extends RuntimeFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(RuntimeNews.PATIENCE_SECONDS);

    /** Sends a signal as somebody else does, by its name. */
    protected static void signal(String name, long pid) {
        try {
            Process sender = new ProcessBuilder("/bin/kill", "-s", name, Long.toString(pid)).start();
            assertThat(sender.waitFor()).isZero();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for what nobody tells. */
    protected static void until(Condition condition) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (!condition.holds()) {
                Thread.onSpinWait();
            }
        });
    }

    /** Something that comes true by itself. */
    @FunctionalInterface
    protected interface Condition {
        boolean holds() throws IOException;
    }

    private static void assumeProgram(String path) {
        assumeTrue(Files.isExecutable(Path.of(path)), path + " is not installed");
    }

    private static char state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.charAt(stat.lastIndexOf(") ") + 2);
    }

    private void python(int number, String program) {
        StartResult result = start(number, run("/usr/bin/python3", "-c", program));
        assertThat(result).isInstanceOf(StartResult.Started.class);
    }

    @Test
    void aWorkerThatIsStoppedIsAliveAndEndsWhenItIsKilled() throws IOException {
        long main = shell(1, "exec sleep 1000");
        signal("STOP", main);
        until(() -> state(main) == 'T');
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        reopen();
        assertThat(driver.recover()).extracting(Recovered::verdict).containsExactly(new Verdict.Alive(main));
        assertThat(start(2, run("true"))).isInstanceOf(StartResult.NotStarted.class);
        driver.terminate(attempt(1));
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        driver.kill(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
    }

    @Test
    void aWorkerThatWasStoppedAndGoesOnHearsThatItWasAskedToEnd() throws IOException {
        long main = shell(1, "exec sleep 1000");
        signal("STOP", main);
        until(() -> state(main) == 'T');
        driver.terminate(attempt(1));
        signal("CONT", main);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
    }

    @Test
    void theDeathOfAGrandchildIsTheWorkersOwnAffair() throws IOException {
        long main = shell(1, "sh -c 'sleep 1077 & echo $!; wait'; echo done; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            kill(Long.parseLong(log.next()));
            assertThat(log.next()).isEqualTo("done");
        }
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        assertThat(news.hasMoreEnds()).isFalse();
    }

    @Test
    void aDaemonOfAWorkerEndsWithIt() throws IOException {
        long main = shell(1, "(setsid sh -c '(echo $$; exec sleep 1077 >/dev/null 2>&1) &' &); exec sleep 1000");
        long daemon;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            log.next();
        }
        daemon = only("sleep 1077");
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Killed(Signal.TERM), 1));
        assertThat(isRunning(daemon)).isFalse();
        assertThat(isRunning(main)).isFalse();
    }

    private long only(String command) {
        List<Long> found = new ArrayList<>();
        until(() -> {
            found.clear();
            ProcessHandle.allProcesses()
                    .filter(process -> commandLine(process.pid()).equals(command) && hasOurToken(process.pid()))
                    .forEach(process -> found.add(process.pid()));
            return !found.isEmpty();
        });
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Another test may run the same. */
    private boolean hasOurToken(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "environ"))
                    .contains("PWD=" + folder);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void aWorkerThatClosesItsOutputIsNoLessAlive() throws IOException {
        Path done = folder.resolve("done");
        long main = shell(1, "exec >&- 2>&-; echo nowhere; : >" + done + "; exec sleep 1000");
        until(() -> Files.exists(done));
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
        assertThat(driver.log(SLOT).tail(5)).isEmpty();
    }

    @Test
    void aWorkerThatCutsItsOwnLogGoesOnAndIsRead() {
        long main = shell(1, "echo one; echo two; echo three >/proc/self/fd/2; echo four; exec sleep 1000");
        until(() ->
                driver.log(SLOT).tail(1).stream().anyMatch(line -> line.text().equals("four")));
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
    }

    @Test
    void aChildThatHoldsTheLogOpenDelaysNoEnd() throws IOException {
        shell(1, "sleep 1077 & echo $!; exit 3");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long child = Long.parseLong(log.next());
            assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(3), 1));
            assertThat(isRunning(child)).isFalse();
        }
    }

    /** As a shell with job control does. */
    @Test
    void aWorkerInAProcessGroupOfItsOwnIsAskedToEndWithItsGroup() {
        assumeProgram("/usr/bin/python3");
        StopPolicy wholeGroup = new StopPolicy(StopPolicy.DEFAULT.grace(), true);
        String program = """
                import os, signal, sys
                os.setpgid(0, 0)
                if os.fork() == 0:
                    signal.signal(signal.SIGTERM, lambda *_: os.write(1, b"heard\\n"))
                    os.write(1, b"up\\n")
                    while True:
                        signal.pause()
                signal.signal(signal.SIGTERM, lambda *_: os.write(1, b"heard\\n"))
                os.write(1, b"up\\n")
                while True:
                    signal.pause()
                """;
        RunSpec plain = run("/usr/bin/python3", "-c", program);
        start(1, new RunSpec(plain.command(), folder, plain.environment(), Limits.NONE, wholeGroup));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
            assertThat(log.next()).isEqualTo("up");
            driver.terminate(attempt(1));
            assertThat(log.next()).isEqualTo("heard");
            assertThat(log.next()).isEqualTo("heard");
        }
        driver.kill(attempt(1));
        awaitEnd(1);
    }

    @Test
    void aWorkerWhoseFirstThreadIsOverLivesAsLongAsTheOthers() throws IOException {
        assumeProgram("/usr/bin/python3");
        Path gate = folder.resolve("gate");
        python(1, """
                import ctypes, os, threading, time
                def go_on():
                    while not os.path.exists("GATE"):
                        time.sleep(0.01)
                    os._exit(6)
                threading.Thread(target=go_on).start()
                print("up", flush=True)
                ctypes.CDLL(None).pthread_exit(None)
                """.replace("GATE", gate.toString()));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        long main = ((Verdict.Alive) driver.settle(attempt(1))).pid();
        until(() -> state(main) == 'Z');
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        reopen();
        assertThat(driver.recover()).extracting(Recovered::verdict).containsExactly(new Verdict.Alive(main));
        Files.createFile(gate);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(6));
    }

    /** Its parent is not told before the tracer has looked. */
    @Test
    void aWorkerThatIsTracedIsKilledAllTheSame() throws IOException, InterruptedException {
        assumeProgram("/usr/bin/python3");
        long main = shell(1, "exec sleep 1000");
        String program = """
                import ctypes, time
                seized = ctypes.CDLL(None).ptrace(0x4206, PID, None, None)
                print(seized, flush=True)
                time.sleep(1000)
                """.replace("PID", Long.toString(main));
        Process tracer = new ProcessBuilder("/usr/bin/python3", "-c", program).start();
        try {
            String seized = tracer.inputReader().readLine();
            assumeTrue("0".equals(seized), "this account may not trace processes here");
            driver.kill(attempt(1));
            Exit exit = awaitEnd(1).exit();
            assertThat(exit).isInstanceOf(Exit.Unknown.class);
            shell(2, ":");
        } finally {
            tracer.destroyForcibly().waitFor();
        }
        awaitEnd(2);
    }

    /** Each of these processes makes its successor and ends: none is there for long, and there are always some. */
    @Test
    void processesThatReplaceThemselvesAreKilledToTheLastOne() throws IOException {
        Path hop = Files.writeString(folder.resolve("hop"), "sh \"$0\" &\n");
        shell(1, "for i in 1 2 3 4 5 6 7 8 9 10; do sh " + hop + " & done; echo up; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        driver.kill(attempt(1));
        awaitEnd(1);
        assertThat(ours()).isZero();
    }

    private long ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> hasOurToken(process.pid()))
                .count();
    }
}
