package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.model.RunSpec;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.testing.runtime.ProbeContract;

/** With control groups, as far as this machine lets this account use them. */
class CgroupProbeTest extends ProbeContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    @Test
    void itIsInEveryGroupThatTheWorkerIsIn() throws IOException {
        RunSpec worker = run("/bin/sleep", "1000");
        long pid = ((StartResult.Started) start(1, worker)).pid();
        String groups = String.join(" ", Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")));
        List<String> show = List.of("/bin/sh", "-c", "cat /proc/self/cgroup; exit 3");
        assertThat(driver.probe(new ProbeRequest(attempt(1), worker, show, PATIENCE)))
                .isEqualTo(new ProbeResult.Failed(3, groups));
    }
}
