package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tireless.model.AttemptId;
import tireless.model.Limits;
import tireless.model.ResourceKey;
import tireless.model.RestartMemory;
import tireless.model.RunSpec;
import tireless.model.SlotId;
import tireless.model.StopPolicy;
import tireless.model.Uid;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Recovered;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/** One driver on a fresh place, and short ways to say what a test does with it. Kills what a test leaves behind. */
public abstract class RuntimeFixture {
    protected static final Map<String, String> BASE =
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/nonexistent");
    protected static final SlotId SLOT = new SlotId(ResourceKey.worker("public", "pulse"), 0);
    protected static final AttemptRecord RECORD =
            new AttemptRecord(new Uid("uid with spaces"), 3, new RestartMemory(2, Duration.ofMillis(250), 7));

    @TempDir
    protected Path folder;

    protected RuntimeDriver driver;
    protected RuntimeNews news;

    /** Opens a driver on a place; {@link #BASE} is what every process gets. */
    protected abstract RuntimeDriver open(Path home) throws IOException;

    @BeforeEach
    protected void openDriver() throws IOException {
        driver = open(home());
        news = new RuntimeNews();
        driver.listen(news);
    }

    @AfterEach
    void endAll() throws IOException {
        reopen();
        for (Recovered recovered : driver.recover()) {
            AttemptId attempt = recovered.attempt();
            if (recovered.verdict() instanceof Verdict.Alive) {
                driver.kill(attempt);
                assertThat(news.nextEnd()).isEqualTo(attempt);
            }
            assertThat(driver.settle(attempt)).isInstanceOf(Verdict.Dead.class);
            driver.remove(attempt.slot());
        }
        driver.close();
    }

    protected Path home() {
        return folder.resolve("home");
    }

    /** As if the program that holds the driver had been killed and started again. */
    protected void reopen() throws IOException {
        driver.close();
        openDriver();
    }

    protected static AttemptId attempt(int number) {
        return new AttemptId(SLOT, number);
    }

    protected RunSpec run(String... command) {
        return run(Map.of(), command);
    }

    protected RunSpec run(Map<String, String> environment, String... command) {
        SortedMap<String, String> sorted = new TreeMap<>(environment);
        return new RunSpec(List.of(command), folder, sorted, Limits.NONE, StopPolicy.DEFAULT);
    }

    protected StartResult start(int number, RunSpec run) {
        return driver.start(new StartRequest(attempt(number), RECORD, run));
    }

    /** Starts a shell with this script; the main process's number. */
    protected long shell(int number, String script) {
        StartResult result = start(number, run("/bin/sh", "-c", script));
        assertThat(result).isInstanceOf(StartResult.Started.class);
        return ((StartResult.Started) result).pid();
    }

    protected Verdict.Dead awaitEnd(int number) {
        assertThat(news.nextEnd()).isEqualTo(attempt(number));
        return settledDead(number);
    }

    protected Verdict.Dead settledDead(int number) {
        Verdict verdict = driver.settle(attempt(number));
        assertThat(verdict).isInstanceOf(Verdict.Dead.class);
        return (Verdict.Dead) verdict;
    }

    /** A kill by somebody else. */
    protected static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    /** Whether a process runs, rather than waiting to be reaped. */
    protected static boolean isRunning(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            char state = stat.charAt(stat.lastIndexOf(") ") + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }
}
