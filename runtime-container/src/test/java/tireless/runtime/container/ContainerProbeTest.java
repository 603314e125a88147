package tireless.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.RunSpec;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.Verdict;
import tireless.runtime.process.Cgroups;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** Probes run in the container. */
@Tag("slow")
class ContainerProbeTest extends RuntimeFixture {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Override
    protected RuntimeDriver open(Path home) {
        return TestEngine.open(home, ContainerSettings.DEFAULT, Cgroups.detect());
    }

    @Override
    protected RunSpec run(Map<String, String> environment, String... command) {
        return TestEngine.run(environment, List.of(command));
    }

    private ProbeResult sh(Duration timeout, String script) {
        return driver.probe(new ProbeRequest(attempt(1), worker(), List.of("/bin/sh", "-c", script), timeout));
    }

    private RunSpec worker() {
        return run(Map.of("GREETING", "hello"), "/bin/sh", "-c", "echo up; exec sleep 1000");
    }

    private void startWorker() {
        start(1, worker());
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
    }

    @Test
    void itPassesWithTheExitStatusZeroAloneAndKnowsWhatTheWorkerKnows() {
        startWorker();
        assertThat(sh(LONG, "[ \"$GREETING\" = hello ] && [ -z \"$NOTIFY_SOCKET\" ] && [ -e /bin/busybox ]"))
                .isEqualTo(new ProbeResult.Passed());
        assertThat(sh(LONG, "echo not well >&2; exit 7")).isEqualTo(new ProbeResult.Failed(7, "not well"));
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    @Test
    void oneThatHangsIsKilledWithAllThatItHasBegun() {
        startWorker();
        assertThat(sh(SHORT, "setsid sleep 1077 & sleep 1077")).isEqualTo(new ProbeResult.TimedOut(SHORT, ""));
        assertThat(sh(LONG, "sleep 1077 & exit 0")).isEqualTo(new ProbeResult.Passed());
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.endsWith("sleep 1077"));
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    @Test
    void besideTheDeadNothingIsRun() {
        shell(1, "exit 0");
        awaitEnd(1);
        assertThat(sh(LONG, "true")).isInstanceOf(ProbeResult.Unclear.class);
    }
}
